import {
  claimCase,
  clocksOf,
  decideGoodCause,
  expediteAppeal,
  forwardAppeal,
  listAppeals,
  proveAuthority,
  recordExternalOutcome,
  viewAppeal,
  withdrawAppeal,
  type AppealCommand,
  type DocumentRecord,
} from '@assent/application';
import type { AppealOutcome, Role } from '@assent/domain';
import { randomUUID } from 'node:crypto';
import {
  decideOn,
  deniedCase,
  file,
  filed,
  OTHER_DIRECTOR,
  partlyApprovedCase,
} from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, RESPONDING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, lettersOf, makeMemberLetters } from '../support/letters';
import {
  accepted,
  decide,
  digestLike,
  DIRECTOR,
  INTAKE,
  opened,
  PHARMACIST,
  refused,
  unique,
  withdraw,
} from '../support/requests';

const NOW = '2026-11-24T15:00:00Z';
const STARTS = '2026-12-01';
const MEDICARE = { lineOfBusiness: 'medicare-advantage' } as const;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(NOW));
afterAll(() => desk.close());

const onAppeal = async (id: string): Promise<AppealCommand> => ({
  id,
  actor: INTAKE,
  version: (await desk.ports.records.appeal(id))?.version ?? 0,
});
const forward = async (id: string) => forwardAppeal(desk.ports)(await onAppeal(id));
const withdrawn = async (id: string) =>
  withdrawAppeal(desk.ports)({ ...(await onAppeal(id)), reason: 'The member changed plans.' });
const outcomeOf = async (id: string, outcome: AppealOutcome, months?: number) =>
  recordExternalOutcome(desk.ports)({
    ...(await onAppeal(id)),
    actor: PHARMACIST,
    outcome,
    note: 'As the reviewer wrote.',
    ...(months !== undefined && { months }),
  });
const periodsOf = async (caseId: string) => {
  const record = await desk.ports.records.case(caseId);
  const all = await desk.ports.records.authorizationsOf(record!.member.memberId, record!.drug);
  return all.map(({ period, endedOn }) => [period.start, endedOn ?? period.end]);
};
const kindsOf = async (caseId: string) =>
  (await desk.ports.records.events(caseId)).map(({ type }) => type);
const messages = async () =>
  (await desk.records.database.outbox.findMany()).map(({ topic, subject }) => [topic, subject]);
const keyed = (key: string, content = key) => ({ command: { key, digest: digestLike(content) } });

async function documentOf(caseId: string): Promise<string> {
  const id = randomUUID();
  const document: DocumentRecord = {
    id,
    caseId,
    name: 'authority.pdf',
    mediaType: 'application/pdf',
    size: 4,
    sha256: 'ab'.repeat(32),
    uploadedBy: INTAKE,
    uploadedAt: await desk.clock.now(),
  };
  return (await desk.ports.records.addDocument(document)).id;
}

describe('an appeal', () => {
  it('is opened with its clock, and the denial stays', async () => {
    const caseId = await deniedCase(desk.ports);
    const before = await desk.ports.records.case(caseId);
    const { appeal, clock } = accepted(await file(desk.ports, caseId));
    expect(appeal).toMatchObject({
      number: expect.stringMatching(/^AP-\w{5}-\w{5}$/) as string,
      version: 1,
      level: 1,
      status: 'open',
      appellant: 'member',
      reviewReasons: [],
      dueAt: new Date('2026-12-24T15:00:00Z'),
    });
    expect(clock).toMatchObject({ kind: 'appeal', state: 'running', dueAt: appeal.dueAt });
    expect(await desk.ports.records.case(caseId)).toEqual({
      ...before,
      version: (before?.version ?? 0) + 1,
    });
    expect(accepted(await viewAppeal(desk.ports)(appeal.id, DIRECTOR)).appeal).toEqual(appeal);
    const clocks = accepted(await clocksOf(desk.ports)(caseId));
    expect(clocks.find(({ kind }) => kind === 'appeal')).toMatchObject({
      state: 'running',
      rule: { confidence: 'medium' },
    });
  });

  it('is acknowledged at once, at night and without any workflow', async () => {
    const caseId = await deniedCase(desk.ports);
    await deliverDue(desk);
    await desk.records.database.outbox.deleteMany();
    desk.clock.set('2026-11-25T07:00:00Z');
    const appeal = await filed(desk.ports, caseId);
    expect(await messages()).toEqual([['case-appealed', caseId]]);
    const [letter, ...others] = await lettersOf(desk, caseId);
    expect(others).toEqual([]);
    expect(letter?.subject).toMatch(/: appeal received$/);
    expect(letter?.text).toContain(`Appeal: ${appeal.number}`);
    expect(letter?.text).toContain(
      'We will decide it by December 25, 2026 at 2:00 AM Eastern Time.',
    );
  });

  it.each([
    ['standard', '2026-12-01T15:00:00Z'],
    ['expedited', '2026-11-27T15:00:00Z'],
  ] as const)('of Medicare Advantage that is %s has its own time', async (urgency, due) => {
    const appeal = await filed(desk.ports, await deniedCase(desk.ports, MEDICARE), { urgency });
    expect(appeal.dueAt).toEqual(new Date(due));
  });

  it('counts from its receipt', async () => {
    const caseId = await deniedCase(desk.ports, MEDICARE);
    desk.clock.set('2026-11-27T15:00:00Z');
    const receivedAt = new Date('2026-11-25T09:00:00Z');
    const appeal = await filed(desk.ports, caseId, { receivedAt });
    expect(appeal.dueAt).toEqual(new Date('2026-12-02T09:00:00Z'));
  });

  it('is told on the timeline, and to the auditor', async () => {
    const caseId = await deniedCase(desk.ports);
    const appeal = await filed(desk.ports, caseId);
    const event = (await desk.ports.records.events(caseId)).at(-1);
    expect(event).toMatchObject({
      type: 'appeal-opened',
      actor: INTAKE,
      details: { appeal: appeal.number, appealId: appeal.id, by: 'member' },
    });
    const audited = await desk.records.database.auditEntry.findMany({ where: { caseId } });
    expect(audited.at(-1)).toMatchObject({ action: 'appeal', actor: INTAKE.subject });
  });
});

describe('an appeal that comes late', () => {
  const fileAfter = async (days: number, overrides = {}) => {
    const caseId = await deniedCase(desk.ports, overrides);
    await deliverDue(desk);
    desk.clock.set(new Date(Date.parse(NOW) + days * 24 * 3_600_000));
    return { caseId, appeal: await filed(desk.ports, caseId) };
  };

  it.each([
    ['commercial', 180, 'open', []],
    ['commercial', 181, 'in-review', ['late']],
    ['medicare-advantage', 65, 'open', []],
    ['medicare-advantage', 66, 'in-review', ['late']],
  ] as const)('of %s after %i days is %s', async (lineOfBusiness, days, status, reviewReasons) => {
    const { appeal } = await fileAfter(days, { lineOfBusiness });
    expect(appeal).toMatchObject({ status, reviewReasons });
    expect(appeal.dueAt > appeal.receivedAt).toBe(true);
  });

  it('asks for the reason in its letter, and can be decided', async () => {
    const { caseId, appeal } = await fileAfter(200);
    const [letter] = await lettersOf(desk, caseId);
    expect(letter?.text).toContain('Please tell us why it was late.');
    expect(accepted(await decideOn(desk.ports, appeal.id, 'uphold')).appeal.status).toBe('upheld');
  });

  it('is not late while the letter about the denial has not gone out', async () => {
    const caseId = await deniedCase(desk.ports);
    desk.clock.set('2028-11-24T15:00:00Z');
    expect((await filed(desk.ports, caseId)).reviewReasons).toEqual([]);
  });
});

describe('a representative', () => {
  it('without proof of authority goes to a person, and is asked for it', async () => {
    const caseId = await deniedCase(desk.ports);
    const appeal = await filed(desk.ports, caseId, { by: 'representative' });
    expect(appeal).toMatchObject({
      status: 'in-review',
      reviewReasons: ['no-proof-of-authority'],
    });
    const text = (await lettersOf(desk, caseId)).map((letter) => letter.text).join();
    expect(text).toContain('the document that allows the representative to act for the member');
  });

  it('with a document of the case is heard at once', async () => {
    const caseId = await deniedCase(desk.ports);
    const proofOfAuthority = await documentOf(caseId);
    const appeal = await filed(desk.ports, caseId, { by: 'representative', proofOfAuthority });
    expect(appeal).toMatchObject({ status: 'open', reviewReasons: [], proofOfAuthority });
  });

  it('names a document of the same case, and only a representative names one', async () => {
    const caseId = await deniedCase(desk.ports);
    const proofOfAuthority = await documentOf(await deniedCase(desk.ports));
    const faultsOf = async (by: 'representative' | 'member') =>
      refused(await file(desk.ports, caseId, { by, proofOfAuthority })).faults?.map(
        ({ path, code }) => `${path}: ${code}`,
      );
    expect(await faultsOf('representative')).toEqual(['proofOfAuthority: unknown-document']);
    expect(await faultsOf('member')).toEqual(['proofOfAuthority: not-applicable']);
  });
});

describe('an appeal that a person looks at first', () => {
  const DAYS = 24 * 3_600_000;
  const onIt = async (id: string, actor = OTHER_DIRECTOR) => ({ ...(await onAppeal(id)), actor });
  const judge = async (id: string, isAccepted: boolean, overrides = {}) =>
    decideGoodCause(desk.ports)({
      ...(await onIt(id)),
      accepted: isAccepted,
      reason: 'The member was in the hospital.',
      ...overrides,
    });
  const late = async (overrides = {}) => {
    const caseId = await deniedCase(desk.ports);
    await deliverDue(desk);
    desk.clock.set(new Date(Date.parse(NOW) + 200 * DAYS));
    return filed(desk.ports, caseId, overrides);
  };

  it('is heard as usual if a medical director accepts why it is late', async () => {
    const { id, caseId, dueAt } = await late();
    const { appeal } = accepted(await judge(id, true));
    expect(appeal).toMatchObject({
      status: 'open',
      reviewReasons: [],
      dueAt,
      goodCause: { about: 'late', accepted: true, by: OTHER_DIRECTOR },
    });
    expect((await kindsOf(caseId)).at(-1)).toBe('appeal-cause-accepted');
    expect(accepted(await decideOn(desk.ports, id, 'overturn')).appeal.status).toBe('overturned');
  });

  it('is dismissed if not, with a letter that says why and what can be done', async () => {
    const { id, caseId } = await late();
    await lettersOf(desk, caseId);
    const { appeal, clock } = accepted(await judge(id, false, { reason: 'No reason was given.' }));
    expect(appeal).toMatchObject({
      status: 'withdrawn',
      decision: null,
      withdrawal: { as: 'dismissed', reason: 'No reason was given.', by: OTHER_DIRECTOR },
    });
    expect(clock.state).toBe('ended');
    const [letter, ...others] = await lettersOf(desk, caseId);
    expect(others).toEqual([]);
    for (const words of ['Why: No reason was given.', 'You or the member may appeal again']) {
      expect(letter?.text).toContain(words);
    }
    expect((await kindsOf(caseId)).filter((kind) => kind === 'appeal-dismissed')).toHaveLength(1);
    expect(refused(await judge(id, true)).code).toBe('appeal-closed');
    expect(await filed(desk.ports, caseId)).toMatchObject({ level: 1, status: 'in-review' });
  });

  it.each([
    ['by intake staff', INTAKE, 'role-not-allowed'],
    ['by a pharmacist', PHARMACIST, 'role-not-allowed'],
    ['by who denied the case', DIRECTOR, 'took-part'],
  ] as const)('is not dismissed or accepted %s', async (_, actor, code) => {
    const { id } = await late();
    for (const isAccepted of [true, false]) {
      expect(refused(await judge(id, isAccepted, { actor })).code).toBe(code);
    }
    expect((await desk.ports.records.appeal(id))?.status).toBe('in-review');
  });

  it('is one that has such a reason', async () => {
    const { id } = await filed(desk.ports, await deniedCase(desk.ports));
    expect(refused(await judge(id, false)).code).toBe('nothing-to-accept');
    const { id: other } = await late();
    const about = 'no-proof-of-authority' as const;
    expect(refused(await judge(other, true, { about })).code).toBe('nothing-to-accept');
  });

  it('stays in review while it has another reason', async () => {
    const { id } = await late({ by: 'representative' });
    const { appeal } = accepted(await judge(id, true));
    expect(appeal).toMatchObject({
      status: 'in-review',
      reviewReasons: ['no-proof-of-authority'],
    });
    expect(accepted(await judge(id, true)).appeal).toMatchObject({
      status: 'open',
      reviewReasons: [],
    });
  });

  it.each(['uphold', 'overturn'] as const)(
    'is heard by who decides to %s it, with an event for each reason before the decision',
    async (decision) => {
      const { id, caseId } = await late({ by: 'representative' });
      const { version } = await onAppeal(id);
      const { appeal } = accepted(await decideOn(desk.ports, id, decision));
      expect(appeal).toMatchObject({
        version: version + 1,
        reviewReasons: [],
        goodCause: { about: 'late', accepted: true, by: appeal.decision?.by },
      });
      expect(await desk.ports.records.appeal(id)).toEqual(appeal);
      const events = (await desk.ports.records.events(caseId)).filter(
        ({ actor }) => actor.subject === appeal.decision?.by.subject,
      );
      expect(
        events
          .filter(({ type }) => type.startsWith('appeal'))
          .map(({ type, details }) => [type, details['about']]),
      ).toEqual([
        ['appeal-cause-accepted', 'late'],
        ['appeal-cause-accepted', 'no-proof-of-authority'],
        ['appeal-decided', undefined],
      ]);
    },
  );

  it('is heard once its proof of authority comes, which is a document of the case', async () => {
    const caseId = await deniedCase(desk.ports);
    const { id } = await filed(desk.ports, caseId, { by: 'representative' });
    const prove = async (document: string) =>
      proveAuthority(desk.ports)({ ...(await onAppeal(id)), document });
    const elsewhere = await documentOf(await deniedCase(desk.ports));
    expect(refused(await prove(elsewhere)).faults?.map(({ path }) => path)).toEqual(['document']);
    const document = await documentOf(caseId);
    const { appeal } = accepted(await prove(document));
    expect(appeal).toMatchObject({
      status: 'open',
      reviewReasons: [],
      proofOfAuthority: document,
    });
    expect(await desk.ports.records.appeal(id)).toEqual(appeal);
    expect(refused(await prove(document)).code).toBe('nothing-to-accept');
  });

  it('without proof can be dismissed, too', async () => {
    const caseId = await deniedCase(desk.ports);
    const { id } = await filed(desk.ports, caseId, { by: 'representative' });
    await lettersOf(desk, caseId);
    accepted(await judge(id, false, { reason: 'It never came.' }));
    const [letter] = await lettersOf(desk, caseId);
    expect(letter?.text).toContain('the document that allows the representative to act');
  });

  it('of several decisions at once has one', async () => {
    const { id, caseId } = await late();
    const command = { ...(await onIt(id)), reason: 'So.' };
    const results = await Promise.all(
      [true, false, true, false].map((isAccepted) =>
        decideGoodCause(desk.ports)({ ...command, accepted: isAccepted }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const kinds = await kindsOf(caseId);
    expect(
      kinds.filter((kind) => kind === 'appeal-dismissed' || kind === 'appeal-cause-accepted'),
    ).toHaveLength(1);
  });
});

describe('a part that is overturned', () => {
  const appealedCase = async () => {
    const caseId = await deniedCase(desk.ports, { requestedStart: STARTS });
    return filed(desk.ports, caseId);
  };
  const faultsOf = async (terms: object) => {
    const { id } = await appealedCase();
    return refused(await decideOn(desk.ports, id, 'partly-overturn', terms)).faults?.map(
      ({ path, code }) => `${path}: ${code}`,
    );
  };

  it('can have another first day and dose, which the appeal keeps', async () => {
    const { id, caseId } = await appealedCase();
    const start = '2026-12-15';
    const dosing = { capsulesPer28Days: 3 };
    const { appeal } = accepted(
      await decideOn(desk.ports, id, 'partly-overturn', { start, dosing, months: 2 }),
    );
    expect(appeal.decision?.terms).toEqual([
      { term: 'months', asked: 6, approved: 2 },
      { term: 'start', asked: STARTS, approved: start },
      { term: 'capsulesPer28Days', asked: 4, approved: 3 },
    ]);
    expect(await desk.ports.records.appeal(id)).toEqual(appeal);
    const issued = await desk.ports.records.authorizationOfCase(caseId);
    expect(issued).toMatchObject({
      period: { start, end: '2027-02-14' },
      dosing: { capsulesPer28Days: 3 },
    });
  });

  it('can have a dose alone, for as long as was asked', async () => {
    const { id, caseId } = await appealedCase();
    const dosing = { capsulesPer28Days: 3 };
    accepted(await decideOn(desk.ports, id, 'partly-overturn', { dosing }));
    expect(await periodsOf(caseId)).toEqual([[STARTS, '2027-05-31']]);
  });

  it.each([
    [{ dosing: { days: 3 } }, ['approve.days: unknown-member']],
    [{ dosing: { capsulesPer28Days: -1 } }, ['approve.capsulesPer28Days: out-of-range']],
    [{ dosing: { capsulesPer28Days: 5 } }, ['approve.capsulesPer28Days: out-of-range']],
    [{ start: '2028-12-01' }, ['approve.start: out-of-range']],
    [{ start: '2025-01-01' }, ['approve.start: over-already']],
    [{ dosing: { capsulesPer28Days: 4 } }, ['approve: out-of-range']],
    [{ dosing: {} }, ['approve.months: required']],
  ])('is refused with %j', async (terms, faults) => {
    expect(await faultsOf(terms)).toEqual(faults);
  });

  it('does not begin on a day that is covered', async () => {
    const caseId = await partlyApprovedCase(desk.ports, { months: 3 }, { requestedStart: STARTS });
    const { id } = await filed(desk.ports, caseId);
    const terms = { start: '2027-01-10', months: 5 };
    const refusal = refused(await decideOn(desk.ports, id, 'partly-overturn', terms));
    expect(refusal.faults?.map(({ path, code }) => `${path}: ${code}`)).toEqual([
      'approve.start: already-covered',
    ]);
  });
});

describe('what can be appealed', () => {
  it.each([
    ['a case that is approved as asked', MET],
    ['an open case', TOO_MANY_CAPSULES],
    ['a case that waits for information', ONE_MISSING],
  ])('is not %s', async (_, facts) => {
    const { record } = await opened(desk.ports, { facts });
    expect(refused(await file(desk.ports, record.id)).code).toBe('not-appealable');
    expect(await desk.ports.records.case(record.id)).toEqual(record);
  });

  it('is not a withdrawn case', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    accepted(await withdraw(desk.ports, record.id));
    expect(refused(await file(desk.ports, record.id)).code).toBe('not-appealable');
  });

  it('is an approval with changes', async () => {
    const caseId = await partlyApprovedCase(desk.ports, { months: 3 });
    expect((await filed(desk.ports, caseId)).status).toBe('open');
  });

  it('is no case that is not there', async () => {
    expect(refused(await file(desk.ports, randomUUID())).code).toBe('case-not-found');
  });

  it('is a case once at a time; the answer names the open appeal', async () => {
    const caseId = await deniedCase(desk.ports);
    const { id } = await filed(desk.ports, caseId);
    expect(refused(await file(desk.ports, caseId))).toMatchObject({
      code: 'duplicate-appeal',
      appealId: id,
    });
  });

  it('is a case once at a time, also when two appeals come at the same moment', async () => {
    const caseId = await deniedCase(desk.ports);
    const results = await Promise.all([1, 2, 3, 4].map(() => file(desk.ports, caseId)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await desk.ports.records.appealsOfCase(caseId)).toHaveLength(1);
  });

  it('has a receipt between the decision and now', async () => {
    const caseId = await deniedCase(desk.ports);
    const faultsAt = async (receivedAt: string) =>
      refused(await file(desk.ports, caseId, { receivedAt: new Date(receivedAt) })).faults?.map(
        ({ path, code }) => `${path}: ${code}`,
      );
    expect(await faultsAt('2026-11-24T15:00:01Z')).toEqual(['receivedAt: in-the-future']);
    expect(await faultsAt('2026-11-24T04:59:59Z')).toEqual(['receivedAt: before-decision']);
    const receivedAt = new Date('2026-11-24T05:00:00Z');
    expect((await filed(desk.ports, caseId, { receivedAt })).receivedAt).toEqual(receivedAt);
  });
});

describe('an appeal that is sent again', () => {
  it('under the same key is the same appeal', async () => {
    const caseId = await deniedCase(desk.ports);
    const key = keyed(`appeal-${unique()}`);
    const first = await filed(desk.ports, caseId, key);
    accepted(await withdrawn(first.id));
    const version = (await desk.ports.records.case(caseId))?.version;
    expect((await filed(desk.ports, caseId, key)).id).toBe(first.id);
    expect((await desk.ports.records.case(caseId))?.version).toBe(version);
  });

  it('at the same moment is one appeal', async () => {
    for (let round = 0; round < 5; round += 1) {
      const caseId = await deniedCase(desk.ports);
      const key = keyed(`appeal-${unique()}`);
      const all = await Promise.all([1, 2, 3, 4].map(() => filed(desk.ports, caseId, key)));
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    }
  });

  it('under the key of something else, or of another person, is refused', async () => {
    const caseId = await deniedCase(desk.ports);
    const key = `appeal-${unique()}`;
    await filed(desk.ports, caseId, keyed(key));
    const codes = [
      await file(desk.ports, caseId, keyed(key, 'else')),
      await file(desk.ports, caseId, { ...keyed(key), actor: PHARMACIST }),
    ].map((result) => refused(result).code);
    expect(codes).toEqual(['idempotency-key-reused', 'idempotency-key-reused']);
  });
});

describe('who decides an appeal', () => {
  it.each(['intake', 'pharmacist', 'admin', 'auditor'] as const)(
    'is not %s',
    async (role: Role) => {
      const { id } = await filed(desk.ports, await deniedCase(desk.ports));
      const actor = { subject: 'max', role };
      expect(refused(await decideOn(desk.ports, id, 'overturn', { actor })).code).toBe(
        'role-not-allowed',
      );
    },
  );

  it('is not who denied the case', async () => {
    const { id } = await filed(desk.ports, await deniedCase(desk.ports));
    const refusal = refused(await decideOn(desk.ports, id, 'overturn', { actor: DIRECTOR }));
    expect(refusal.code).toBe('took-part');
    expect((await desk.ports.records.appeal(id))?.status).toBe('open');
  });

  it('is not who the case was assigned to', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    const { id: caseId } = record;
    accepted(await claimCase(desk.ports)({ caseId, actor: OTHER_DIRECTOR }));
    const ann = { subject: 'ann', role: 'medical-director' } as const;
    accepted(await decide(desk.ports, caseId, 'deny'));
    const { id } = await filed(desk.ports, caseId);
    const codes = [
      await decideOn(desk.ports, id, 'overturn', { actor: OTHER_DIRECTOR }),
      await decideOn(desk.ports, id, 'overturn', { actor: { ...ann, subject: DIRECTOR.subject } }),
    ].map((result) => refused(result).code);
    expect(codes).toEqual(['took-part', 'took-part']);
    expect(accepted(await decideOn(desk.ports, id, 'uphold', { actor: ann })).appeal).toMatchObject(
      {
        decision: { by: ann },
      },
    );
  });

  it('may have opened it', async () => {
    const caseId = await deniedCase(desk.ports);
    const { id } = await filed(desk.ports, caseId, { actor: OTHER_DIRECTOR });
    accepted(await decideOn(desk.ports, id, 'uphold'));
  });

  it('is not who decided the level before', async () => {
    const caseId = await deniedCase(desk.ports);
    const first = await filed(desk.ports, caseId);
    accepted(await decideOn(desk.ports, first.id, 'uphold'));
    const second = await filed(desk.ports, caseId);
    expect(second.level).toBe(2);
    expect(refused(await decideOn(desk.ports, second.id, 'uphold')).code).toBe('took-part');
    const ann = { subject: 'ann', role: 'medical-director' } as const;
    accepted(await decideOn(desk.ports, second.id, 'uphold', { actor: ann }));
  });

  it('saw it as it is', async () => {
    const { id, version } = await filed(desk.ports, await deniedCase(desk.ports));
    accepted(
      await expediteAppeal(desk.ports)({
        ...(await onAppeal(id)),
        by: 'member',
        reason: 'It is getting worse.',
      }),
    );
    expect(refused(await decideOn(desk.ports, id, 'uphold', { version })).code).toBe(
      'appeal-changed',
    );
  });

  it('decides once', async () => {
    const { id } = await filed(desk.ports, await deniedCase(desk.ports));
    const results = await Promise.all([
      decideOn(desk.ports, id, 'uphold'),
      decideOn(desk.ports, id, 'overturn'),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(refused(await decideOn(desk.ports, id, 'overturn')).code).toBe('appeal-closed');
  });
});

describe('the letters of an appeal that outside review decides', () => {
  // Each letter that is due is drawn, and the other cases here have hundreds.
  beforeAll(async () => {
    await desk.close();
    desk = await openDesk();
  });

  it('tell each the outcome that it was queued for, though both go out after the last', async () => {
    const caseId = await deniedCase(desk.ports, MEDICARE);
    const { id } = await filed(desk.ports, caseId);
    await deliverDue(desk);
    await makeMemberLetters(desk);
    desk.clock.set('2026-11-25T15:00:00Z');
    accepted(await decideOn(desk.ports, id, 'uphold'));
    accepted(await forward(id));
    desk.clock.set('2026-11-26T15:00:00Z');
    accepted(await outcomeOf(id, 'overturned'));
    const [plans, outside, ...others] = await lettersOf(desk, caseId);
    expect(others).toEqual([]);
    expect(plans?.text).toContain('Our earlier decision does not change.');
    expect(plans?.text).toContain('Why: Weighed again.');
    expect(plans?.text).not.toContain('Reviewers outside our plan');
    expect(outside?.text).toContain('Reviewers outside our plan reviewed this request again.');
    expect(outside?.text).toContain('Why: As the reviewer wrote.');
    await makeMemberLetters(desk);
    const toMember = (await desk.ports.records.memberLetters(caseId)).filter(
      ({ kind }) => kind === 'appeal-decided',
    );
    expect(toMember.map(({ text }) => text)).toEqual([
      expect.stringContaining('We did not change our decision'),
      expect.stringContaining('They do not agree with our decision.'),
    ]);
  });
});

describe('an overturned denial', () => {
  const OVER = { requestedStart: STARTS };

  it('is covered from the requested day on, and the case stays denied', async () => {
    const caseId = await deniedCase(desk.ports, OVER);
    const { id } = await filed(desk.ports, caseId);
    await deliverDue(desk);
    desk.clock.set('2026-12-20T15:00:00Z');
    const { appeal } = accepted(await decideOn(desk.ports, id, 'overturn'));
    expect(appeal).toMatchObject({
      status: 'overturned',
      version: 2,
      decision: { decision: 'overturn', by: OTHER_DIRECTOR, rationale: 'Weighed again.' },
    });
    const issued = await desk.ports.records.authorizationOfCase(caseId);
    expect(issued).toMatchObject({
      number: appeal.authorization,
      appealId: id,
      period: { start: STARTS, end: '2027-05-31' },
      dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 },
    });
    expect((await desk.ports.records.case(caseId))?.status).toBe('denied');
    expect((await kindsOf(caseId)).slice(-1)).toEqual(['appeal-decided']);
    const [letter] = await lettersOf(desk, caseId);
    expect(letter?.text).toContain('the request is approved');
    expect(letter?.text).toContain(`Authorization ${issued?.number} is valid December 1, 2026`);
  });

  it('covers no day that was approved since', async () => {
    const caseId = await deniedCase(desk.ports, OVER);
    const { member } = (await desk.ports.records.case(caseId))!;
    const { id } = await filed(desk.ports, caseId);
    const later = await opened(desk.ports, {
      facts: TOO_MANY_CAPSULES,
      member,
      requestedStart: '2027-02-01',
    });
    const { authorization: approved } = accepted(
      await decide(desk.ports, later.record.id, 'approve'),
    );
    expect(approved?.period.start).toBe('2027-02-01');
    accepted(await decideOn(desk.ports, id, 'overturn'));
    expect(await periodsOf(caseId)).toEqual([
      [STARTS, '2027-01-31'],
      ['2027-02-01', '2027-07-31'],
    ]);
  });

  it('can not be appealed again', async () => {
    const caseId = await deniedCase(desk.ports);
    accepted(await decideOn(desk.ports, (await filed(desk.ports, caseId)).id, 'overturn'));
    expect(refused(await file(desk.ports, caseId)).code).toBe('not-appealable');
  });

  it('of a renewal follows the coverage before it, however late', async () => {
    const first = await opened(desk.ports, { ...MEDICARE, facts: MET, requestedStart: STARTS });
    desk.clock.set('2027-05-10T15:00:00Z');
    const { record } = await opened(desk.ports, {
      ...MEDICARE,
      facts: { ...RESPONDING, dosing: TOO_MANY_CAPSULES.dosing },
      member: first.record.member,
      requestType: 'continuation',
    });
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['C.4'] }));
    const { id } = await filed(desk.ports, record.id);
    desk.clock.set('2027-06-08T15:00:00Z');
    const { appeal } = accepted(await decideOn(desk.ports, id, 'overturn'));
    const old = await desk.ports.records.authorization(first.authorization?.number ?? '');
    expect(old).toMatchObject({
      period: { end: '2027-05-31' },
      renewedBy: appeal.authorization,
    });
    const issued = await desk.ports.records.authorizationOfCase(record.id);
    expect(issued?.period.start).toBe('2027-06-01');
  });

  it('adds the months that were not approved', async () => {
    const caseId = await partlyApprovedCase(desk.ports, { months: 3 }, OVER);
    accepted(await decideOn(desk.ports, (await filed(desk.ports, caseId)).id, 'overturn'));
    expect(await periodsOf(caseId)).toEqual([
      [STARTS, '2027-02-28'],
      ['2027-03-01', '2027-05-31'],
    ]);
    const [first, second] = await desk.ports.records.authorizationsOfCases([caseId]);
    expect(first).toMatchObject({ renewedBy: second?.number, status: 'active' });
  });

  it('replaces another dose from today', async () => {
    const dosing = { capsulesPer28Days: 3 };
    const caseId = await partlyApprovedCase(desk.ports, { dosing }, OVER);
    desk.clock.set('2026-12-20T15:00:00Z');
    accepted(await decideOn(desk.ports, (await filed(desk.ports, caseId)).id, 'overturn'));
    expect(await periodsOf(caseId)).toEqual([
      [STARTS, '2026-12-19'],
      ['2026-12-20', '2027-05-31'],
    ]);
    expect((await desk.ports.records.authorizationOfCase(caseId))?.dosing).toMatchObject({
      capsulesPer28Days: 4,
    });
  });
});

describe('a denial that is overturned in part', () => {
  it('is covered for fewer months', async () => {
    const caseId = await deniedCase(desk.ports, { requestedStart: STARTS });
    const { id } = await filed(desk.ports, caseId);
    const { appeal } = accepted(await decideOn(desk.ports, id, 'partly-overturn', { months: 2 }));
    expect(appeal).toMatchObject({ status: 'partly-overturned', decision: { months: 2 } });
    expect(await periodsOf(caseId)).toEqual([[STARTS, '2027-01-31']]);
  });

  it.each([
    [undefined, 'approve.months: required'],
    [6, 'approve.months: out-of-range'],
    [7, 'approve.months: out-of-range'],
  ])('is refused for %s months', async (months, fault) => {
    const caseId = await deniedCase(desk.ports);
    const { id } = await filed(desk.ports, caseId);
    const given = months === undefined ? {} : { months };
    const refusal = refused(await decideOn(desk.ports, id, 'partly-overturn', given));
    expect(refusal.faults?.map(({ path, code }) => `${path}: ${code}`)).toEqual([fault]);
    expect(await periodsOf(caseId)).toEqual([]);
  });

  it('adds something to what was approved', async () => {
    const caseId = await partlyApprovedCase(desk.ports, { months: 3 }, { requestedStart: STARTS });
    const { id } = await filed(desk.ports, caseId);
    const refusal = refused(await decideOn(desk.ports, id, 'partly-overturn', { months: 3 }));
    expect(refusal.faults?.map(({ code }) => code)).toEqual(['already-covered']);
    accepted(await decideOn(desk.ports, id, 'partly-overturn', { months: 4 }));
    expect(await periodsOf(caseId)).toEqual([
      [STARTS, '2027-02-28'],
      ['2027-03-01', '2027-03-31'],
    ]);
  });
});

describe('an upheld denial', () => {
  it('of an employer plan waits for whoever asks for an external review', async () => {
    const caseId = await deniedCase(desk.ports);
    const { id } = await filed(desk.ports, caseId);
    await deliverDue(desk);
    const { appeal, clock } = accepted(await decideOn(desk.ports, id, 'uphold'));
    expect(appeal).toMatchObject({ status: 'upheld', authorization: null });
    expect(clock).toMatchObject({ kind: 'appeal', state: 'met' });
    const [letter] = await lettersOf(desk, caseId);
    expect(letter?.text).toContain('may ask for an external review within 4 months');
    expect(accepted(await forward(id)).appeal).toMatchObject({
      status: 'forwarded',
      closedAt: null,
      forwarding: { to: 'external-review', by: INTAKE },
    });
  });

  it('of Medicare Advantage has to be forwarded in time', async () => {
    const caseId = await deniedCase(desk.ports, MEDICARE);
    const { id } = await filed(desk.ports, caseId, { urgency: 'expedited' });
    desk.clock.set('2026-11-25T15:00:00Z');
    const upheld = accepted(await decideOn(desk.ports, id, 'uphold'));
    expect(upheld.clock).toMatchObject({
      kind: 'forwarding',
      state: 'running',
      dueAt: new Date('2026-11-26T15:00:00Z'),
    });
    const kinds = accepted(await clocksOf(desk.ports)(caseId)).map(({ kind, state }) => [
      kind,
      state,
    ]);
    expect(kinds).toContainEqual(['forwarding', 'running']);
    expect(kinds).toContainEqual(['appeal', 'met']);
    desk.clock.set('2026-11-26T15:00:01Z');
    const sent = accepted(await forward(id));
    const after = accepted(await clocksOf(desk.ports)(caseId));
    expect(after.find(({ kind }) => kind === 'forwarding')?.state).toBe('missed');
    expect(sent.appeal.forwarding?.to).toBe('independent-review-entity');
  });
});

describe('outside review', () => {
  const forwarded = async (overrides = {}) => {
    const caseId = await deniedCase(desk.ports, { requestedStart: STARTS, ...overrides });
    const { id } = await filed(desk.ports, caseId);
    accepted(await decideOn(desk.ports, id, 'uphold'));
    accepted(await forward(id));
    await deliverDue(desk);
    return { caseId, id };
  };

  it('that overturns the denial has the effect of a decision', async () => {
    const { caseId, id } = await forwarded(MEDICARE);
    desk.clock.set('2027-01-10T15:00:00Z');
    const { appeal } = accepted(await outcomeOf(id, 'overturned'));
    expect(appeal).toMatchObject({
      status: 'overturned',
      decision: { decision: 'uphold' },
      external: { outcome: 'overturned', by: PHARMACIST },
    });
    expect(await periodsOf(caseId)).toEqual([[STARTS, '2027-05-31']]);
    const [letter] = await lettersOf(desk, caseId);
    expect(letter?.text).toContain('Reviewers outside our plan reviewed this request again.');
    expect((await kindsOf(caseId)).filter((kind) => kind.startsWith('appeal'))).toEqual([
      'appeal-opened',
      'appeal-decided',
      'appeal-forwarded',
      'appeal-outcome',
    ]);
  });

  it('that overturns a part approves that part', async () => {
    const { caseId, id } = await forwarded();
    expect(refused(await outcomeOf(id, 'partly-overturned')).code).toBe('invalid');
    accepted(await outcomeOf(id, 'partly-overturned', 1));
    expect(await periodsOf(caseId)).toEqual([[STARTS, '2026-12-31']]);
  });

  it('that upholds it closes the appeal for good', async () => {
    const { caseId, id } = await forwarded();
    accepted(await outcomeOf(id, 'upheld'));
    expect(await periodsOf(caseId)).toEqual([]);
    expect(refused(await forward(id)).code).toBe('appeal-closed');
    expect(refused(await outcomeOf(id, 'overturned')).code).toBe('appeal-not-forwarded');
  });

  it('covers the rest of what the plan overturned in part', async () => {
    const caseId = await deniedCase(desk.ports, { requestedStart: STARTS, ...MEDICARE });
    const { id } = await filed(desk.ports, caseId);
    accepted(await decideOn(desk.ports, id, 'partly-overturn', { months: 2 }));
    accepted(await forward(id));
    accepted(await outcomeOf(id, 'overturned'));
    expect(await periodsOf(caseId)).toEqual([
      [STARTS, '2027-01-31'],
      ['2027-02-01', '2027-05-31'],
    ]);
  });

  it('gets an undecided appeal only once the deadline has passed', async () => {
    const { id, dueAt } = await filed(desk.ports, await deniedCase(desk.ports, MEDICARE));
    desk.clock.set(dueAt);
    expect(refused(await forward(id)).code).toBe('appeal-undecided');
    desk.clock.set(new Date(dueAt.getTime() + 1));
    const sent = accepted(await forward(id));
    expect(sent.appeal).toMatchObject({ status: 'forwarded', decision: null });
    const clocks = accepted(await clocksOf(desk.ports)(sent.appeal.caseId));
    expect(clocks.find(({ kind }) => kind === 'appeal')?.state).toBe('missed');
    expect(refused(await decideOn(desk.ports, id, 'uphold')).code).toBe('appeal-closed');
  });
});

describe('an appeal that is withdrawn', () => {
  it('is closed, and another one can follow', async () => {
    const caseId = await deniedCase(desk.ports);
    const { id } = await filed(desk.ports, caseId);
    const { appeal, clock } = accepted(await withdrawn(id));
    expect(appeal).toMatchObject({
      status: 'withdrawn',
      withdrawal: { reason: 'The member changed plans.', by: INTAKE },
    });
    expect(clock.state).toBe('ended');
    expect(refused(await withdrawn(id)).code).toBe('appeal-closed');
    expect(await filed(desk.ports, caseId)).toMatchObject({ level: 1, status: 'open' });
  });
});

describe('an appeal that is expedited', () => {
  const expedite = async (id: string) =>
    expediteAppeal(desk.ports)({
      ...(await onAppeal(id)),
      by: 'prescriber',
      reason: 'It is getting worse.',
    });

  it('is due sooner, once', async () => {
    const { id } = await filed(desk.ports, await deniedCase(desk.ports));
    const { appeal, clock } = accepted(await expedite(id));
    expect(appeal).toMatchObject({ urgency: 'expedited', dueAt: new Date('2026-11-27T15:00:00Z') });
    expect(clock.state).toBe('running');
    expect(refused(await expedite(id)).code).toBe('already-expedited');
  });

  it('in its last hour stays due when it was', async () => {
    const { id, dueAt } = await filed(desk.ports, await deniedCase(desk.ports));
    desk.clock.set(new Date(dueAt.getTime() - 1_800_000));
    expect(accepted(await expedite(id)).appeal.dueAt).toEqual(dueAt);
  });
});

describe('the list of appeals', () => {
  it('has the soonest deadline first, in pages, and is filtered', async () => {
    const slow = await deniedCase(desk.ports);
    const fast = await deniedCase(desk.ports, MEDICARE);
    const [one, two] = [await filed(desk.ports, slow), await filed(desk.ports, fast)];
    const all: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof listAppeals>>> = await listAppeals(
        desk.ports,
      )({ limit: 2, status: ['open'], ...(cursor !== null && { cursor }) });
      all.push(...page.items.map(({ appeal }) => appeal.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(all.indexOf(two.id)).toBeLessThan(all.indexOf(one.id));
    expect(new Set(all).size).toBe(all.length);
    const { items } = await listAppeals(desk.ports)({ limit: 10, caseId: slow });
    expect(items.map(({ appeal }) => appeal.id)).toEqual([one.id]);
    accepted(await withdrawn(one.id));
    const open = await listAppeals(desk.ports)({ limit: 10, caseId: slow, status: ['open'] });
    expect(open.items).toEqual([]);
  });

  it('has no appeal that is not there', async () => {
    expect(refused(await viewAppeal(desk.ports)(randomUUID(), DIRECTOR)).code).toBe(
      'appeal-not-found',
    );
    expect(refused(await viewAppeal(desk.ports)('not an id', DIRECTOR)).code).toBe(
      'appeal-not-found',
    );
    expect(refused(await forward(randomUUID())).code).toBe('appeal-not-found');
  });
});
