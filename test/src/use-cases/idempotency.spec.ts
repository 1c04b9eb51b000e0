import { giveInformation, openCase, withdrawCase, type CoverageRequest } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, MET, ONE_MISSING } from '../support/facts';
import {
  accepted,
  digestLike,
  INTAKE,
  opened,
  refused,
  requestOf,
  unique,
} from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const send = (request: CoverageRequest, key: string, said = 'this') =>
  openCase(desk.ports)({ request, actor: INTAKE, command: { key, digest: digestLike(said) } });

async function rows(): Promise<number[]> {
  const {
    case: cases,
    caseEvent,
    auditEntry,
    outbox,
    notice,
    authorization,
  } = desk.records.database;
  return Promise.all(
    [cases, caseEvent, auditEntry, outbox, notice, authorization].map((table) =>
      (table as { count(): Promise<number> }).count(),
    ),
  );
}

describe('the same key and the same request', () => {
  it.each([
    ['approved', MET],
    ['pending-information', ONE_MISSING],
  ])('return the same case if it is %s, and write nothing', async (status, facts) => {
    const request = await requestOf(desk.ports, { facts });
    const key = unique();
    const first = accepted(await send(request, key));
    const before = await rows();
    const second = accepted(await send(request, key));
    expect(second).toEqual({ view: first.view, replayed: true });
    expect([first.replayed, second.view.record.status]).toEqual([false, status]);
    expect(await rows()).toEqual(before);
  });

  it('sent twenty times at once open one case', async () => {
    const request = await requestOf(desk.ports, { facts: MET });
    const key = unique();
    const results = await Promise.all(Array.from({ length: 20 }, () => send(request, key)));
    const answers = results.map(accepted);
    expect(new Set(answers.map(({ view }) => view.record.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const { memberId } = request.member;
    expect(await desk.records.database.authorization.count({ where: { memberId } })).toBe(1);
  });

  it('return the case as it is now', async () => {
    const request = await requestOf(desk.ports, { facts: ONE_MISSING });
    const key = unique();
    const { view } = accepted(await send(request, key));
    const caseId = view.record.id;
    accepted(await withdrawCase(desk.ports)({ caseId, reason: 'asked for', actor: INTAKE }));
    expect(accepted(await send(request, key)).view.record.status).toBe('withdrawn');
  });
});

describe('the same key and another request', () => {
  it('are refused, and write nothing', async () => {
    const request = await requestOf(desk.ports, { facts: MET });
    const key = unique();
    accepted(await send(request, key));
    const before = await rows();
    const refusal = refused(await send(await requestOf(desk.ports), key, 'that'));
    expect(refusal.code).toBe('idempotency-key-reused');
    expect(await rows()).toEqual(before);
  });

  it('open one case if both are sent at once, and one is refused', async () => {
    const key = unique();
    const requests = [await requestOf(desk.ports), await requestOf(desk.ports)];
    const results = await Promise.all(
      requests.map((request, position) => send(request, key, String(position))),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter(({ ok }) => !ok).map(refused)).toEqual([
      expect.objectContaining({ code: 'idempotency-key-reused' }),
    ]);
  });
});

describe('a command on a case', () => {
  const inform = (caseId: string, key: string, said = 'this') =>
    giveInformation(desk.ports)({
      caseId,
      facts: ANSWER,
      channel: 'phone',
      actor: INTAKE,
      command: { key, digest: digestLike(said) },
    });

  it('is carried out once under its key, even if it closed the case', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const key = unique();
    const first = accepted(await inform(record.id, key));
    const before = await rows();
    expect(accepted(await inform(record.id, key))).toEqual(first);
    expect(await rows()).toEqual(before);
  });

  it('is carried out once if it is sent many times at once', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const key = unique();
    const results = await Promise.all(Array.from({ length: 12 }, () => inform(record.id, key)));
    expect(new Set(results.map((result) => accepted(result).record.status))).toEqual(
      new Set(['approved']),
    );
    const told = await desk.ports.records.events(record.id);
    expect(told.filter(({ type }) => type === 'information-given')).toHaveLength(1);
  });

  it('is refused under the key of another command', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const key = unique();
    accepted(await inform(record.id, key));
    expect(refused(await inform(record.id, key, 'that')).code).toBe('idempotency-key-reused');
  });
});
