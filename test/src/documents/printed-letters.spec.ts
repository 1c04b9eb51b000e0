import { randomUUID } from 'node:crypto';
import { listedLetter, listedLetterPage, problem } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { makeMemberLetters } from '../support/letters';
import { readPdf } from '../support/pdf';
import { accepted, decide, opened, requestOf } from '../support/requests';
import { switchOff } from '../support/switch-off';

const FRIDAY = new Date('2026-11-20T15:00:00Z');
const MONDAY_EVENING = new Date('2026-11-24T04:59:00Z');
const TUESDAY = new Date('2026-11-24T15:00:00Z');

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  api.desk.clock.set(FRIDAY);
  await switchOff(api.desk.records, 'a_made_letter_is_kept');
  await api.desk.records.database.memberLetter.deleteMany();
});
afterAll(() => api.stop());

async function approvedFor(language: 'en' | 'es', email?: string) {
  const { member } = await requestOf(api.desk.ports);
  const { record } = await opened(api.desk.ports, {
    facts: MET,
    member: { ...member, language, ...(email !== undefined && { email }) },
  });
  return record;
}

async function deniedCase() {
  const { record } = await opened(api.desk.ports, { facts: TOO_MANY_CAPSULES });
  accepted(await decide(api.desk.ports, record.id, 'deny'));
  return record;
}

async function list(query = '') {
  const { body } = await api.call('GET', `/v1/letters${query}`, { role: 'auditor' });
  return listedLetterPage.parse(body);
}

const shown = async (query = '') =>
  (await list(query)).items.map(({ kind, language, caseNumber }) => [kind, language, caseNumber]);

const mail = (id: string, key: string = randomUUID(), role = 'intake') =>
  api.call('POST', `/v1/letters/${id}/mailed`, {
    role,
    headers: { 'idempotency-key': key },
  });

describe('the letters to print', () => {
  it('are those of members without an address, longest waiting first, by language and kind', async () => {
    const spanish = await approvedFor('es');
    await approvedFor('en', 'member@example.org');
    await makeMemberLetters(api.desk);
    api.desk.clock.set(TUESDAY);
    const denied = await deniedCase();
    await makeMemberLetters(api.desk);
    const [one, two] = [
      ['approval', 'es', spanish.number],
      ['denial', 'en', denied.number],
    ];
    expect(await shown()).toEqual([one, two]);
    expect(await shown('?state=to-print&language=es')).toEqual([one]);
    expect(await shown('?kind=denial')).toEqual([two]);
    expect(await shown('?kind=denial&language=es')).toEqual([]);
    expect(await shown('?state=mailed')).toEqual([]);
    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.nextCursor}`);
    expect([first.total, first.items.length, second.total, second.nextCursor]).toEqual([
      2,
      1,
      2,
      null,
    ]);
    expect(second.items.map(({ kind }) => kind)).toEqual(['denial']);
  });

  it('are overdue once they wait longer than one business day', async () => {
    await approvedFor('en');
    await makeMemberLetters(api.desk);
    const overdue = async (now: Date) => {
      api.desk.clock.set(now);
      return (await list()).items.map(({ isOverdue }) => isOverdue);
    };
    expect([await overdue(FRIDAY), await overdue(MONDAY_EVENING), await overdue(TUESDAY)]).toEqual([
      [false],
      [false],
      [true],
    ]);
  });

  it.each(['?state=queued', '?kind=routing', '?language=fr', '?limit=0', '?cursor=x'])(
    'are not asked for with %s',
    async (query) => {
      const { status } = await api.call('GET', `/v1/letters${query}`, { role: 'auditor' });
      expect(status).toBe(422);
    },
  );
});

describe('a letter that was mailed', () => {
  async function oneToPrint() {
    const { id: caseId } = await approvedFor('en');
    await makeMemberLetters(api.desk);
    const [letter] = (await list()).items;
    return { id: letter!.id, caseId };
  }

  it('says who mailed it and when, leaves the list and is in the timeline', async () => {
    const { id, caseId } = await oneToPrint();
    api.desk.clock.set(TUESDAY);
    const { body } = await mail(id);
    const mailed = { at: TUESDAY.toISOString(), by: { subject: 'intake-1', role: 'intake' } };
    expect(listedLetter.parse(body)).toMatchObject({ id, mailed, isOverdue: false });
    expect([await shown(), (await shown('?state=mailed')).length]).toEqual([[], 1]);
    const letters = await api.call('GET', `/v1/cases/${caseId}/letters`, { role: 'auditor' });
    expect(letters.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id, state: 'mailed', sentAt: mailed.at }),
      ]) as unknown,
    });
    const { body: timeline } = await api.call('GET', `/v1/cases/${caseId}/timeline`, {
      role: 'auditor',
    });
    expect(timeline).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          type: 'member-letter-mailed',
          actor: mailed.by,
          summary: 'Printed letter to the member mailed: approval.',
          details: { letter: id, kind: 'approval', language: 'en' },
        }),
      ]) as unknown,
    });
    const audit = await api.desk.records.database.auditEntry.findMany({
      where: { caseId, action: 'mark-mailed' },
    });
    expect(audit).toMatchObject([{ actor: 'intake-1', role: 'intake', at: TUESDAY }]);
  });

  it('is marked once, however often a command with one key is sent', async () => {
    const { id, caseId } = await oneToPrint();
    const key = randomUUID();
    const answers = [await mail(id, key), await mail(id, key)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.body).toEqual(answers[0]?.body);
    const events = await api.desk.ports.records.events(caseId);
    expect(events.filter(({ type }) => type === 'member-letter-mailed')).toHaveLength(1);
    const others = await oneToPrint();
    expect((await mail(others.id, key)).problem.code).toBe('idempotency-key-reused');
  });

  it('is marked once by people who press at the same time', async () => {
    const { id, caseId } = await oneToPrint();
    const answers = await Promise.all([mail(id), mail(id), mail(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const events = await api.desk.ports.records.events(caseId);
    expect(events.filter(({ type }) => type === 'member-letter-mailed')).toHaveLength(1);
  });

  it('is not marked again, nor is one that is not to print', async () => {
    const { id } = await oneToPrint();
    await mail(id);
    const { problem: again } = await mail(id, randomUUID(), 'pharmacist');
    expect(again).toMatchObject({
      code: 'letter-not-to-print',
      detail: 'intake-1 already marked this letter as mailed',
    });
    const { id: caseId } = await approvedFor('en');
    const [notice] = await api.desk.ports.records.notices(caseId);
    const [queued] = await api.desk.ports.records.memberLetters(caseId);
    const codes = [];
    for (const other of [notice!.id, queued!.id, randomUUID()]) {
      codes.push((await mail(other)).problem.code);
    }
    expect(codes).toEqual(['letter-not-to-print', 'letter-not-to-print', 'letter-not-found']);
  });

  it('is not marked by an auditor', async () => {
    const { id } = await oneToPrint();
    const { status } = await api.call('POST', `/v1/letters/${id}/mailed`, { role: 'auditor' });
    expect([status, (await list()).items.map(({ mailed }) => mailed)]).toEqual([403, [null]]);
  });
});

describe('letters as one PDF', () => {
  const pdf = (ids: string) => api.fetch('GET', `/v1/letters/pdf?ids=${ids}`, { role: 'intake' });

  it('are in the order asked for, each on a sheet of its own', async () => {
    await approvedFor('es');
    await approvedFor('en');
    await makeMemberLetters(api.desk);
    const ids = (await list()).items.map(({ id }) => id);
    const answer = await pdf(ids.toReversed().join(','));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const { isTagged, pages } = readPdf(Buffer.from(await answer.arrayBuffer()));
    expect(isTagged).toBe(true);
    expect(pages.map(({ text }) => text)).toEqual([
      expect.stringContaining('We approved'),
      // So that the next begins on a sheet of its own, if both sides are printed.
      '',
      expect.stringContaining('Aprobamos'),
    ]);
  });

  it.each(['', 'x', `${randomUUID()};${randomUUID()}`])(
    'are not asked for with %j',
    async (ids) => {
      expect((await pdf(ids)).status).toBe(422);
    },
  );

  it('are refused if one of them is not made', async () => {
    const { id: caseId } = await approvedFor('en');
    const [queued] = await api.desk.ports.records.memberLetters(caseId);
    const refusals = [];
    for (const id of [queued!.id, randomUUID()]) {
      refusals.push(problem.parse(await (await pdf(id)).json()).code);
    }
    expect(refusals).toEqual(['letter-not-sent', 'letter-not-found']);
  });
});
