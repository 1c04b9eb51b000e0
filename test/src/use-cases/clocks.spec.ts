import {
  addDocument,
  applyClockRule,
  changePrescriber,
  evaluateCase,
  expediteCase,
  extendCase,
  giveInformation,
  openContinuationReview,
  passDecisionDeadline,
  passInformationDeadline,
  recordOralNotice,
  reportDelivery,
  clocksOf,
  searchCases,
  type GiveInformation,
  type RecordOralNotice,
} from '@assent/application';
import { folderStore, inflate } from '@assent/platform';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { AppealRule, LineOfBusiness, Urgency } from '@assent/domain';
import { deniedCase, filed } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, MET, ONE_MISSING, RESPONSE, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, lettersOf, mailMemberLetter } from '../support/letters';
import { accepted, decide, inform, INTAKE, opened, PHARMACIST, refused } from '../support/requests';

const RECEIVED = '2026-11-23T15:00:00Z';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(RECEIVED));
afterAll(() => desk.close());

const caseOf = async (id: string) => {
  const record = await desk.ports.records.case(id);
  if (!record) throw new Error('there is no such case');
  return record;
};
const inReview = async (
  lineOfBusiness: LineOfBusiness = 'commercial',
  urgency: Urgency = 'standard',
) => (await opened(desk.ports, { facts: TOO_MANY_CAPSULES, lineOfBusiness, urgency })).record.id;
const pending = async () => (await opened(desk.ports, { facts: ONE_MISSING })).record.id;
const expedite = (caseId: string, by: 'member' | 'prescriber' = 'prescriber') =>
  expediteCase(desk.ports)({ caseId, by, reason: 'The disease progresses.', actor: INTAKE });
const extend = (caseId: string) =>
  extendCase(desk.ports)({ caseId, reason: 'A laboratory report is late.', actor: PHARMACIST });
const ledger = async (id: string) => accepted(await clocksOf(desk.ports)(id));

describe('the stored clock of a case', () => {
  it.each([
    ['commercial', 'standard', '2026-12-08T15:00:00.000Z'],
    ['commercial', 'expedited', '2026-11-26T15:00:00.000Z'],
    ['medicare-advantage', 'standard', '2026-11-26T15:00:00.000Z'],
    ['medicare-advantage', 'expedited', '2026-11-24T15:00:00.000Z'],
  ] as const)('%s, %s, is due %s', async (line, urgency, due) => {
    const { clocks, dueAt } = await caseOf(await inReview(line, urgency));
    expect(clocks.map((clock) => clock.dueAt.toISOString())).toEqual([due]);
    expect(dueAt?.toISOString()).toBe(due);
  });

  it.each([
    ['commercial', 'exchange-plan', 'standard', 'commercial-exchange-plan-standard', 72],
    ['commercial', 'exchange-plan', 'expedited', 'commercial-exchange-plan-expedited', 24],
    ['commercial', 'medicaid-plan', 'standard', 'commercial-medicaid-plan-standard', 24],
    ['commercial', 'medicaid-plan', 'expedited', 'commercial-medicaid-plan-expedited', 24],
    [
      'medicare-advantage',
      'medical-item',
      'standard',
      'medicare-advantage-medical-item-standard',
      168,
    ],
    [
      'medicare-advantage',
      'medical-item',
      'expedited',
      'medicare-advantage-medical-item-expedited',
      72,
    ],
  ] as const)('of %s, %s, %s, is by rule %s, %i hours', async (...row) => {
    const [lineOfBusiness, coverageType, urgency, id, hours] = row;
    const { record } = await opened(desk.ports, {
      facts: TOO_MANY_CAPSULES,
      lineOfBusiness,
      coverageType,
      urgency,
    });
    expect(record.coverageType).toBe(coverageType);
    expect(record.clocks).toMatchObject([{ rule: { id }, hours }]);
    expect(record.dueAt).toEqual(new Date(Date.parse(RECEIVED) + hours * 3_600_000));
  });

  it('of an exchange plan in Maryland ends with the second business day if that is sooner', async () => {
    const inMaryland = async (receivedAt: string) => {
      desk.clock.set(receivedAt);
      const member = {
        memberId: `MD${receivedAt.slice(8, 10)}`,
        givenName: 'Nadia',
        familyName: 'Brandt',
        birthDate: '1958-03-09',
        state: 'MD',
      } as const;
      const facts = TOO_MANY_CAPSULES;
      const { record } = await opened(desk.ports, { facts, coverageType: 'exchange-plan', member });
      return record;
    };
    const monday = await inMaryland(RECEIVED);
    expect(monday.dueAt).toEqual(new Date('2026-11-26T05:00:00Z'));
    expect(await ledger(monday.id)).toMatchObject([
      {
        rule: { id: 'commercial-exchange-plan-standard-MD', confidence: 'low' },
        why: expect.stringMatching(
          /^Commercial \(exchange plan\), standard: 2 business days from receipt, to the end of the day \(Maryland/,
        ) as string,
      },
    ]);
    // Over Thanksgiving the plan's own 72 hours are over sooner.
    const wednesday = await inMaryland('2026-11-25T15:00:00Z');
    expect(wednesday.dueAt).toEqual(new Date('2026-11-28T15:00:00Z'));
    expect(wednesday.clocks).toMatchObject([{ rule: { id: 'commercial-exchange-plan-standard' } }]);
  });

  it('of a medical item can be extended by 14 days, that of a Part B drug not', async () => {
    const { record } = await opened(desk.ports, {
      facts: TOO_MANY_CAPSULES,
      lineOfBusiness: 'medicare-advantage',
      coverageType: 'medical-item',
    });
    const extended = accepted(await extend(record.id)).record;
    expect(extended.dueAt).toEqual(new Date('2026-12-14T15:00:00Z'));
    const drug = await inReview('medicare-advantage');
    expect(refused(await extend(drug))).toMatchObject({ code: 'extension-barred' });
  });

  it('is expedited by the figure of its coverage type', async () => {
    const { record } = await opened(desk.ports, {
      facts: TOO_MANY_CAPSULES,
      coverageType: 'exchange-plan',
    });
    const { clocks, dueAt } = accepted(await expedite(record.id)).record;
    expect(dueAt).toEqual(new Date('2026-11-24T15:00:00Z'));
    expect(clocks.at(-1)?.rule.id).toBe('commercial-exchange-plan-expedited');
  });

  it('keeps its figure when the plan changes its table', async () => {
    const id = await inReview();
    const { settings } = desk.ports;
    const clocks = settings.clocks.map((clock) => ({
      ...clock,
      hours: 1,
      days: undefined,
      source: 'a new rule',
    }));
    const changed = { ...desk.ports, settings: { ...settings, clocks } };
    expect(accepted(await clocksOf(changed)(id))).toEqual(await ledger(id));
  });

  it('is none where another payer decides', async () => {
    const { record } = await opened(desk.ports, { facts: MET, lineOfBusiness: 'medicare-part-d' });
    expect(record.clocks).toEqual([]);
    expect(await ledger(record.id)).toEqual([]);
  });
});

describe('an expedited case', () => {
  it('is due by the expedited rule from the request for it, and the timeline says so', async () => {
    const id = await inReview();
    desk.clock.set('2026-11-25T15:00:00Z');
    const { record } = accepted(await expedite(id));
    expect(record).toMatchObject({
      urgency: 'expedited',
      dueAt: new Date('2026-11-28T15:00:00Z'),
      nextStepAt: new Date('2026-11-28T15:00:00Z'),
    });
    expect(await caseOf(id)).toMatchObject({ urgency: 'expedited', dueAt: record.dueAt });
    expect((await desk.ports.records.events(id)).at(-1)).toMatchObject({
      type: 'expedited',
      details: { by: 'prescriber', dueAt: '2026-11-28T15:00:00.000Z' },
    });
    expect((await ledger(id)).map(({ state }) => state)).toEqual(['running', 'ended']);
  });

  it('says in the worklist, too, why it is due then', async () => {
    const id = await inReview();
    accepted(await expedite(id));
    const ports = { ...desk.ports, worklist: desk.records.worklist };
    const { items } = await searchCases(ports)({ subject: 'pia' }, {}, { limit: 50 });
    const why = items.find((each) => each.id === id)?.whyDue;
    expect(why).toContain("from the prescriber's request to expedite");
    expect(why).toBe((await ledger(id))[0]?.why);
  });

  it('keeps a sooner deadline', async () => {
    const id = await inReview('medicare-advantage');
    desk.clock.set('2026-11-26T14:00:00Z');
    const { record } = accepted(await expedite(id, 'member'));
    expect(record.dueAt).toEqual(new Date('2026-11-26T15:00:00Z'));
  });

  it('that waits for the office asks it again, with less time', async () => {
    const id = await pending();
    await deliverDue(desk);
    const { record } = accepted(await expedite(id));
    expect(record).toMatchObject({
      status: 'pending-information',
      dueAt: new Date('2026-11-26T15:00:00Z'),
      informationDueAt: new Date('2026-11-26T00:36:00Z'),
      nextStepAt: new Date('2026-11-26T00:36:00Z'),
    });
    const asked = await lettersOf(desk, id);
    expect(asked).toHaveLength(1);
    expect(asked.at(-1)?.text).toContain('by November 25, 2026 at 7:36 PM Eastern');
  });

  it('is not expedited twice', async () => {
    const id = await inReview();
    accepted(await expedite(id));
    expect(refused(await expedite(id)).code).toBe('already-expedited');
  });

  it('is not expedited once it is closed', async () => {
    const { record } = await opened(desk.ports, { facts: MET });
    expect(refused(await expedite(record.id)).code).toBe('case-closed');
  });
});

describe('an expedited request of an employer plan that lacks information', () => {
  const expeditedPending = async () =>
    (await opened(desk.ports, { facts: ONE_MISSING, urgency: 'expedited' })).record.id;
  const untilDue = '48 hours from the answer end sooner (29 CFR 2560.503-1(f)(2)(i)';

  it('is due 48 hours after the answer if that is sooner, and says so', async () => {
    const id = await expeditedPending();
    desk.clock.set('2026-11-23T17:00:00Z');
    const { record } = accepted(await inform(desk.ports, id, TOO_MANY_CAPSULES));
    const dueAt = new Date('2026-11-25T17:00:00Z');
    expect(record).toMatchObject({ status: 'in-review', dueAt, nextStepAt: dueAt });
    expect((await ledger(id))[0]).toMatchObject({
      dueAt,
      why: expect.stringContaining(untilDue) as string,
    });
    const given = (await desk.ports.records.events(id)).find(
      ({ type }) => type === 'information-given',
    );
    expect(given?.details).toMatchObject({
      dueAt: '2026-11-25T17:00:00.000Z',
      why: expect.stringContaining(untilDue) as string,
    });
  });

  it('counts from when the answer reached the plan', async () => {
    const id = await expeditedPending();
    desk.clock.set('2026-11-24T12:00:00Z');
    const { record } = accepted(
      await giveInformation(desk.ports)({
        caseId: id,
        facts: TOO_MANY_CAPSULES,
        channel: 'fax',
        receivedAt: new Date('2026-11-23T16:00:00Z'),
        actor: INTAKE,
      }),
    );
    expect(record.dueAt).toEqual(new Date('2026-11-25T16:00:00Z'));
  });

  it.each([
    ['a day after receipt or later', '2026-11-24T15:00:00Z', TOO_MANY_CAPSULES],
    ['that leaves something missing', '2026-11-23T17:00:00Z', ONE_MISSING],
  ])('keeps its deadline after an answer %s', async (_, at, facts) => {
    const id = await expeditedPending();
    desk.clock.set(at);
    const { record } = accepted(await inform(desk.ports, id, facts));
    expect(record.dueAt).toEqual(new Date('2026-11-26T15:00:00Z'));
  });

  it('is due 48 hours after the time to answer if that is sooner', async () => {
    const id = await pending();
    desk.clock.set('2026-12-05T10:00:00Z');
    expect(accepted(await expedite(id)).record).toMatchObject({
      dueAt: new Date('2026-12-08T10:00:00Z'),
      informationDueAt: new Date('2026-12-05T15:00:00Z'),
    });
    desk.clock.set('2026-12-05T15:00:00Z');
    await passInformationDeadline(desk.ports)(id);
    const dueAt = new Date('2026-12-07T15:00:00Z');
    expect(await caseOf(id)).toMatchObject({ status: 'in-review', dueAt, nextStepAt: dueAt });
    expect((await desk.ports.records.events(id)).at(-1)).toMatchObject({
      type: 'handed-to-review',
      details: { why: expect.stringContaining('from the end of the time to answer') as string },
    });
  });

  it('has a clock of saying what is missing, which is met once the letter went out', async () => {
    const id = await expeditedPending();
    const notice = async () => (await ledger(id)).find(({ kind }) => kind === 'information-notice');
    expect(await notice()).toMatchObject({
      state: 'running',
      dueAt: new Date('2026-11-24T15:00:00Z'),
      rule: { id: 'commercial-expedited', confidence: 'low' },
    });
    await deliverDue(desk);
    expect(await notice()).toMatchObject({ state: 'met' });
    const standard = (await ledger(await pending())).map(({ kind }) => kind);
    expect(standard).toEqual(['decision']);
  });

  it('leaves the provider office 48 hours, also after a late question', async () => {
    const id = await inReview('commercial', 'expedited');
    desk.clock.set('2026-11-24T21:00:00Z');
    const { record } = accepted(await decide(desk.ports, id, 'request-information'));
    expect(record).toMatchObject({
      status: 'pending-information',
      dueAt: new Date('2026-11-26T15:00:00Z'),
      informationDueAt: new Date('2026-11-26T21:00:00Z'),
    });
  });
});

describe('an expedited renewal of an employer plan', () => {
  /** Its coverage ends on June 1, 2027 at midnight in New York. */
  const covered = async () => {
    const { record, authorization } = await opened(desk.ports, {
      facts: MET,
      requestedStart: '2026-12-01',
    });
    return { member: record.member, number: authorization?.number ?? '' };
  };
  const NOT_MET = { ...TOO_MANY_CAPSULES, ...RESPONSE };
  const renewal = async (urgency: Urgency, at: string, ports = desk.ports) => {
    const { member } = await covered();
    desk.clock.set(at);
    const asked = { requestType: 'continuation', member, facts: NOT_MET, urgency } as const;
    return (await opened(ports, asked)).record;
  };
  const COURSE = 'commercial-expedited-approved-course';

  it.each([
    ['24 hours before', '2027-05-31T04:00:00Z', '2027-06-01T04:00:00Z', COURSE],
    ['a minute later', '2027-05-31T04:01:00Z', '2027-06-03T04:01:00Z', 'commercial-expedited'],
  ])('asked for %s its coverage ends, %s, is due %s', async (_, at, due, id) => {
    const { clocks, dueAt } = await renewal('expedited', at);
    expect(dueAt).toEqual(new Date(due));
    expect(clocks.map(({ rule }) => rule.id)).toEqual([id]);
  });

  it('counts from the request to expedite', async () => {
    const { id, dueAt } = await renewal('standard', '2027-05-20T15:00:00Z');
    expect(dueAt).toEqual(new Date('2027-06-04T15:00:00Z'));
    desk.clock.set('2027-05-25T15:00:00Z');
    const { record } = accepted(await expedite(id));
    expect(record.dueAt).toEqual(new Date('2027-05-26T15:00:00Z'));
    expect((await ledger(id))[0]?.why).toContain(
      "24 hours from the prescriber's request to expedite (29 CFR 2560.503-1(f)(2)(ii)(B)",
    );
  });

  it('that the system opened has the same time, and its office is asked again', async () => {
    const { number } = await covered();
    desk.clock.set('2027-04-01T10:00:00Z');
    await openContinuationReview(desk.ports)(number);
    const review = (await desk.ports.records.authorization(number))?.continuationCaseId ?? '';
    const { record } = accepted(await expedite(review));
    expect(record).toMatchObject({
      dueAt: new Date('2027-04-02T10:00:00Z'),
      informationDueAt: new Date('2027-04-02T05:12:00Z'),
    });
  });

  it('that runs by 72 hours gets the 24 once a person says so', async () => {
    const { settings } = desk.ports;
    const clocks = settings.clocks.map(({ approvedCourse: _, ...row }) => row);
    const before = { ...desk.ports, settings: { ...settings, clocks } };
    const { id } = await renewal('expedited', '2027-05-20T15:00:00Z', before);
    const command = { caseId: id, reason: 'Compliance read the rule again.', actor: PHARMACIST };
    const { record } = accepted(await applyClockRule(desk.ports)(command));
    expect(record.dueAt).toEqual(new Date('2027-05-21T15:00:00Z'));
    expect((await desk.ports.records.events(id)).at(-1)?.details).toMatchObject({
      from: { hours: 72, rule: { id: 'commercial-expedited' } },
      to: { hours: 24, rule: { id: COURSE } },
    });
  });
});

describe('an extension', () => {
  it('moves the deadline, and its letter says why, until when, and by which rule', async () => {
    const id = await inReview();
    const { record } = accepted(await extend(id));
    expect(record).toMatchObject({
      dueAt: new Date('2026-12-23T15:00:00Z'),
      nextStepAt: new Date('2026-12-23T15:00:00Z'),
    });
    const letter = (await lettersOf(desk, id)).find(({ subject }) =>
      subject.endsWith(': more time to decide'),
    );
    expect(letter?.text).toContain('Why: A laboratory report is late.');
    expect(letter?.text).toContain(
      'We will make the determination by December 23, 2026 at 10:00 AM Eastern',
    );
    expect(letter?.text).toContain('29 CFR 2560.503-1(f)(2)(iii)(A)');
  });

  it('goes out at once, also at night', async () => {
    desk.clock.set('2026-11-24T07:00:00Z');
    const id = await inReview();
    accepted(await extend(id));
    expect(await lettersOf(desk, id)).toHaveLength(1);
  });

  it.each([
    ['commercial', 'expedited', '29 CFR 2560.503-1(f)(2)(i)'],
    ['medicare-advantage', 'standard', '42 CFR 422.568(b)(3)'],
    ['medicare-advantage', 'expedited', '42 CFR 422.572'],
  ] as const)('is barred for %s, %s, by %s', async (line, urgency, source) => {
    const id = await inReview(line, urgency);
    const before = await caseOf(id);
    const refusal = refused(await extend(id));
    expect(refusal.code).toBe('extension-barred');
    expect(refusal.detail).toContain(source);
    expect(await caseOf(id)).toEqual(before);
  });

  it('is given once', async () => {
    const id = await inReview();
    accepted(await extend(id));
    expect(refused(await extend(id)).code).toBe('already-extended');
  });

  it('comes too late after the deadline', async () => {
    const id = await inReview();
    desk.clock.set('2026-12-08T15:00:00Z');
    expect(refused(await extend(id)).code).toBe('deadline-passed');
  });

  it.each([
    ['a decision', (id: string) => decide(desk.ports, id, 'approve')],
    ['an upgrade to expedited', (id: string) => expedite(id)],
  ])('sends no letter after %s', async (_, act) => {
    const id = await inReview();
    accepted(await extend(id));
    accepted(await act(id));
    const kinds = (await desk.ports.records.notices(id)).map(({ kind }) => kind);
    expect(kinds).not.toContain('extension');
  });

  it('ends with an upgrade to expedited', async () => {
    const id = await inReview();
    accepted(await extend(id));
    const { record } = accepted(await expedite(id));
    expect(record.dueAt).toEqual(new Date('2026-11-26T15:00:00Z'));
    expect(refused(await extend(id)).code).toBe('extension-barred');
  });
});

/** A case that waits for information, whose clock stands still. */
async function stillClock(): Promise<string> {
  const id = await pending();
  await deliverDue(desk);
  accepted(await extend(id));
  await deliverDue(desk);
  await evaluateCase(desk.ports)(id);
  return id;
}

describe('a clock that stands still', () => {
  const still = stillClock;

  it('waits for the letter about the extension', async () => {
    const id = await pending();
    accepted(await extend(id));
    await evaluateCase(desk.ports)(id);
    expect((await ledger(id))[0]).toMatchObject({
      state: 'running',
      dueAt: new Date('2026-12-23T15:00:00Z'),
    });
  });

  it('stands from that letter, which wakes the case, and reminds the office meanwhile', async () => {
    const id = await still();
    expect((await ledger(id))[0]).toMatchObject({
      state: 'tolled',
      tolled: [{ from: new Date(RECEIVED), to: null }],
      dueAt: new Date('2027-02-06T15:00:00Z'),
    });
    expect(await caseOf(id)).toMatchObject({
      informationDueAt: new Date('2027-01-07T15:00:00Z'),
      nextStepAt: new Date('2027-01-07T15:00:00Z'),
    });
    const planned = (await desk.ports.records.notices(id)).filter(({ sentAt }) => sentAt === null);
    expect(planned.map(({ kind }) => kind)).toEqual(Array(3).fill('information-reminder'));
  });

  it('stands only once, however often the case is looked at', async () => {
    const id = await still();
    const before = await caseOf(id);
    await evaluateCase(desk.ports)(id);
    expect(await caseOf(id)).toEqual(before);
  });

  it('runs again with the answer', async () => {
    const id = await still();
    desk.clock.set('2026-12-03T15:00:00Z');
    const { record } = accepted(await inform(desk.ports, id, ANSWER));
    expect(record.dueAt).toEqual(new Date('2027-01-02T15:00:00Z'));
  });

  it('runs again with a document that can be the answer, as the time to answer does', async () => {
    const id = await still();
    desk.clock.set('2026-12-03T15:00:00Z');
    const store = folderStore(mkdtempSync(join(tmpdir(), 'assent-test-documents-')));
    const content = () => Readable.from([Buffer.from('M-protein 0.4 g/dL')]);
    const add = async () =>
      accepted(
        await addDocument({ ...desk.ports, store, inflate })({
          caseId: id,
          name: 'fax.txt',
          content: content(),
          actor: INTAKE,
        }),
      );
    await add();
    const running = {
      status: 'pending-information',
      dueAt: new Date('2027-01-02T15:00:00Z'),
      informationDueAt: new Date('2026-12-30T15:00:00Z'),
      nextStepAt: new Date('2026-12-30T15:00:00Z'),
    };
    expect(await caseOf(id)).toMatchObject(running);
    expect((await desk.ports.records.events(id)).at(-1)).toMatchObject({
      type: 'clock-resumed',
      actor: INTAKE,
      details: { because: 'document', at: '2026-12-03T15:00:00.000Z' },
    });
    const { version } = await caseOf(id);
    await add();
    expect(await caseOf(id)).toMatchObject({ ...running, version });
  });

  it('runs again when nobody answers in time, and a person takes over', async () => {
    const id = await still();
    desk.clock.set('2027-01-07T15:00:00Z');
    await passInformationDeadline(desk.ports)(id);
    expect(await caseOf(id)).toMatchObject({
      status: 'in-review',
      dueAt: new Date('2027-02-06T15:00:00Z'),
      nextStepAt: new Date('2027-02-06T15:00:00Z'),
    });
    expect((await ledger(id))[0]?.state).toBe('running');
    desk.clock.set('2027-02-06T15:00:00Z');
    await passDecisionDeadline(desk.ports)(id);
    expect((await caseOf(id)).review?.escalatedAt).toEqual(new Date('2027-02-06T15:00:00Z'));
  });

  it('ends with the decision, which counts only the time that it stood', async () => {
    const id = await still();
    desk.clock.set('2026-12-03T15:00:00Z');
    const { record } = accepted(await decide(desk.ports, id, 'approve'));
    expect(record.dueAt).toEqual(new Date('2027-01-02T15:00:00Z'));
    expect((await ledger(id)).at(-1)).toMatchObject({
      kind: 'decision',
      state: 'met',
      tolled: [{ to: new Date('2026-12-03T15:00:00Z') }],
    });
  });
});

describe('an answer that is entered later', () => {
  const give = (caseId: string, receivedAt: string, more: Partial<GiveInformation> = {}) =>
    giveInformation(desk.ports)({
      caseId,
      facts: ANSWER,
      channel: 'fax',
      receivedAt: new Date(receivedAt),
      actor: INTAKE,
      ...more,
    });

  it('lets the clock run again from when it reached the plan, with what shows that', async () => {
    const id = await stillClock();
    desk.clock.set('2026-12-07T15:00:00Z');
    const receipt = { kind: 'fax-header', reference: 'page 1' } as const;
    const { record } = accepted(await give(id, '2026-12-03T15:00:00Z', { receipt }));
    expect(record.dueAt).toEqual(new Date('2027-01-02T15:00:00Z'));
    const events = await desk.ports.records.events(id);
    expect(events.find(({ type }) => type === 'information-given')?.details).toMatchObject({
      receivedAt: '2026-12-03T15:00:00.000Z',
      evidence: 'fax-header',
      reference: 'page 1',
    });
    expect(events.find(({ type }) => type === 'clock-resumed')?.details).toMatchObject({
      because: 'answer',
      at: '2026-12-03T15:00:00.000Z',
      dueAt: '2027-01-02T15:00:00.000Z',
      why: expect.stringContaining('stopped for 10 days') as string,
    });
  });

  it.each([
    ['in the future', '2026-11-24T15:00:00Z', {}, 'receivedAt', 'in-the-future'],
    ['before the opening', '2026-11-23T14:59:00Z', {}, 'receivedAt', 'before-opening'],
    [
      'with evidence of another channel',
      RECEIVED,
      { receipt: { kind: 'call-log', reference: null } },
      'receipt.evidence',
      'not-applicable',
    ],
  ] as const)('is refused %s', async (_, at, more, path, code) => {
    const id = await stillClock();
    const refusal = refused(await give(id, at, more));
    expect(refusal).toMatchObject({ code: 'invalid', faults: [{ path, code }] });
  });

  it('expedites a case from then, too, but not before its opening', async () => {
    const id = await inReview();
    desk.clock.set('2026-11-25T15:00:00Z');
    const late = (receivedAt: string) =>
      expediteCase(desk.ports)({
        caseId: id,
        by: 'member',
        reason: 'It is getting worse.',
        receivedAt: new Date(receivedAt),
        receipt: { kind: 'call-log', reference: 'call 12' },
        actor: INTAKE,
      });
    expect(refused(await late('2026-11-22T15:00:00Z')).code).toBe('invalid');
    const { record } = accepted(await late('2026-11-24T15:00:00Z'));
    expect(record.dueAt).toEqual(new Date('2026-11-27T15:00:00Z'));
    expect((await desk.ports.records.events(id)).at(-1)?.details).toMatchObject({
      receivedAt: '2026-11-24T15:00:00.000Z',
      evidence: 'call-log',
    });
  });

  it('leaves the provider office no more time than before if it says too little', async () => {
    const id = await stillClock();
    const before = (await caseOf(id)).informationDueAt;
    desk.clock.set('2026-11-25T15:00:00Z');
    const { record } = accepted(await give(id, '2026-11-25T15:00:00Z', { facts: ONE_MISSING }));
    expect(before).toEqual(new Date('2027-01-07T15:00:00Z'));
    expect(record).toMatchObject({
      status: 'pending-information',
      dueAt: new Date('2026-12-25T15:00:00Z'),
      informationDueAt: new Date('2026-12-22T15:00:00Z'),
      nextStepAt: new Date('2026-12-22T15:00:00Z'),
    });
  });
});

describe('a letter about an extension that comes back', () => {
  const bounce = async (id: string, at: string) => {
    const letter = (await desk.ports.records.notices(id)).find(({ kind }) => kind === 'extension');
    accepted(
      await reportDelivery(desk.ports)({
        letterId: letter?.id ?? '',
        outcome: 'bounced',
        at: new Date(at),
        code: '5.1.1',
        actor: PHARMACIST,
      }),
    );
  };

  it('stopped no clock: the deadline and the time to answer are what they were', async () => {
    const id = await stillClock();
    desk.clock.set('2026-11-23T15:30:00Z');
    await bounce(id, '2026-11-23T15:20:00Z');
    const running = {
      dueAt: new Date('2026-12-23T15:00:00Z'),
      informationDueAt: new Date('2026-12-20T15:00:00Z'),
      nextStepAt: new Date('2026-12-20T15:00:00Z'),
    };
    expect(await caseOf(id)).toMatchObject(running);
    expect((await ledger(id))[0]).toMatchObject({ state: 'running', tolled: [] });
    expect((await desk.ports.records.events(id)).at(-1)).toMatchObject({
      type: 'clock-resumed',
      details: { because: 'letter-bounced', dueAt: '2026-12-23T15:00:00.000Z' },
    });
    await evaluateCase(desk.ports)(id);
    await bounce(id, '2026-11-23T15:20:00Z');
    expect(await caseOf(id)).toMatchObject(running);
  });

  it('stops the clock again once it is sent again', async () => {
    const id = await stillClock();
    desk.clock.set('2026-11-23T15:30:00Z');
    await bounce(id, '2026-11-23T15:20:00Z');
    desk.clock.set('2026-11-24T15:00:00Z');
    accepted(
      await changePrescriber(desk.ports)({
        caseId: id,
        contact: { email: 'front-desk@example.org' },
        actor: INTAKE,
        version: (await caseOf(id)).version,
      }),
    );
    await deliverDue(desk);
    await evaluateCase(desk.ports)(id);
    expect((await ledger(id))[0]).toMatchObject({
      state: 'tolled',
      tolled: [{ from: new Date('2026-11-24T15:00:00Z'), to: null }],
      dueAt: new Date('2027-02-06T15:00:00Z'),
    });
  });
});

describe("the plan's figures of today", () => {
  const CORRECTED = 'a corrected rule';
  const corrected = (hours: number): Desk['ports'] => ({
    ...desk.ports,
    settings: {
      ...desk.ports.settings,
      clocks: desk.ports.settings.clocks.map((row) =>
        row.coverageType === 'employer-plan'
          ? { ...row, hours, days: undefined, source: CORRECTED }
          : row,
      ),
    },
  });
  const apply = (caseId: string, ports: Desk['ports']) =>
    applyClockRule(ports)({ caseId, reason: 'Compliance read the rule again.', actor: PHARMACIST });

  it('apply to a clock that runs once a person says so, and both figures are kept', async () => {
    const id = await inReview();
    const { record } = accepted(await apply(id, corrected(240)));
    const dueAt = new Date('2026-12-03T15:00:00Z');
    expect(record).toMatchObject({ dueAt, nextStepAt: dueAt });
    expect((await ledger(id))[0]).toMatchObject({
      dueAt,
      rule: { source: CORRECTED },
      why: expect.stringContaining('10 days from receipt') as string,
    });
    expect((await desk.ports.records.events(id)).at(-1)).toMatchObject({
      type: 'clock-rule-applied',
      actor: PHARMACIST,
      details: {
        reason: 'Compliance read the rule again.',
        from: { hours: 360, dueAt: '2026-12-08T15:00:00.000Z' },
        to: { hours: 240, dueAt: '2026-12-03T15:00:00.000Z', rule: { source: CORRECTED } },
      },
    });
  });

  it('are refused if they change nothing', async () => {
    const id = await inReview();
    expect(refused(await apply(id, desk.ports)).code).toBe('clock-unchanged');
  });

  it('make no missed deadline punctual', async () => {
    const id = await inReview();
    desk.clock.set('2026-12-08T15:00:00.001Z');
    expect(refused(await apply(id, corrected(720))).code).toBe('clock-unchanged');
  });

  it('keep what moved the clock', async () => {
    const id = await inReview();
    accepted(await extend(id));
    const { record } = accepted(await apply(id, corrected(240)));
    expect(record.dueAt).toEqual(new Date('2026-12-18T15:00:00Z'));
  });

  it('ask an office that waits again, with less time', async () => {
    const id = await pending();
    await deliverDue(desk);
    const { record } = accepted(await apply(id, corrected(72)));
    expect(record).toMatchObject({
      dueAt: new Date('2026-11-26T15:00:00Z'),
      informationDueAt: new Date('2026-11-26T00:36:00Z'),
      nextStepAt: new Date('2026-11-26T00:36:00Z'),
    });
    expect((await lettersOf(desk, id)).at(-1)?.text).toContain('November 25, 2026 at 7:36 PM');
  });

  it('do not apply to a closed case, but to its appeal', async () => {
    const { record } = await opened(desk.ports, { facts: MET });
    expect(refused(await apply(record.id, corrected(240))).code).toBe('case-closed');
    const caseId = await deniedCase(desk.ports);
    const appeal = await filed(desk.ports, caseId);
    expect(refused(await apply(caseId, desk.ports)).code).toBe('clock-unchanged');
    const { settings } = desk.ports;
    const sooner = (time: AppealRule['decision']['standard']) => ({ ...time, hours: 240 });
    const appeals = settings.appeals.map((rule) => ({
      ...rule,
      decision: { ...rule.decision, standard: sooner(rule.decision.standard) },
    }));
    accepted(await apply(caseId, { ...desk.ports, settings: { ...settings, appeals } }));
    const after = await desk.ports.records.appeal(appeal.id);
    expect(after?.dueAt).toEqual(new Date(appeal.receivedAt.getTime() + 240 * 3_600_000));
    expect(after?.version).toBe(appeal.version + 1);
    expect((await desk.ports.records.events(caseId)).at(-1)).toMatchObject({
      type: 'clock-rule-applied',
      details: { appeal: appeal.number, kind: 'appeal', from: { hours: 720 }, to: { hours: 240 } },
    });
  });
});

describe('a phone call about an expedited decision', () => {
  const decided = async (line: LineOfBusiness = 'commercial') => {
    const id = await inReview(line, 'expedited');
    accepted(await decide(desk.ports, id, 'approve'));
    return id;
  };
  const tell = (caseId: string, overrides: Partial<RecordOralNotice> = {}) =>
    recordOralNotice(desk.ports)({ caseId, to: 'prescriber', actor: INTAKE, ...overrides });
  const told = async (id: string) =>
    Object.fromEntries(
      (await ledger(id))
        .filter(({ kind }) => kind.endsWith('-notice'))
        .map(({ kind, state, dueAt }) => [kind, [state, dueAt.toISOString()]]),
    );

  it('is due with the decision, and needless once both letters went out in time', async () => {
    const id = await decided();
    const due = '2026-11-26T15:00:00.000Z';
    expect(await told(id)).toEqual({
      'oral-notice': ['running', due],
      'written-notice': ['running', due],
    });
    await deliverDue(desk);
    expect(await told(id)).toEqual({
      'oral-notice': ['running', due],
      'written-notice': ['running', due],
    });
    await mailMemberLetter(desk, id);
    expect(await told(id)).toEqual({
      'oral-notice': ['ended', due],
      'written-notice': ['met', due],
    });
  });

  it('in time gives the letters three days from the calls', async () => {
    const id = await decided();
    desk.clock.set('2026-11-25T15:00:00Z');
    accepted(await tell(id, { note: 'The nurse wrote it down.' }));
    accepted(await tell(id, { to: 'member' }));
    desk.clock.set('2026-11-27T15:00:00Z');
    expect(await told(id)).toEqual({
      'oral-notice': ['met', '2026-11-26T15:00:00.000Z'],
      'written-notice': ['running', '2026-11-28T15:00:00.000Z'],
    });
    expect((await desk.ports.records.events(id)).at(-2)).toMatchObject({
      type: 'oral-notice-given',
      actor: INTAKE,
      details: { to: 'prescriber', note: 'The nurse wrote it down.' },
    });
    desk.clock.set('2026-11-28T15:00:01Z');
    expect((await told(id))['written-notice']).toEqual(['missed', '2026-11-28T15:00:00.000Z']);
  });

  it.each([
    ['prescriber', 'running', ['running', '2026-11-26T15:00:00.000Z'], 'missed'],
    ['member', 'running', ['running', '2026-11-26T15:00:00.000Z'], 'missed'],
  ] as const)(
    'to the %s alone gives the other letter no more time',
    async (to, oral, written, later) => {
      const id = await decided();
      desk.clock.set('2026-11-25T15:00:00Z');
      accepted(await tell(id, { to }));
      expect(await told(id)).toEqual({
        'oral-notice': [oral, '2026-11-26T15:00:00.000Z'],
        'written-notice': written,
      });
      desk.clock.set('2026-11-26T15:00:01Z');
      const after = await told(id);
      expect([after['oral-notice']?.[0], after['written-notice']?.[0]]).toEqual([later, later]);
    },
  );

  it('leaves only the letter of who was called, once the other one went out', async () => {
    const id = await decided();
    desk.clock.set('2026-11-25T15:00:00Z');
    await deliverDue(desk);
    accepted(await tell(id, { to: 'member' }));
    const due = '2026-11-28T15:00:00.000Z';
    expect((await told(id))['written-notice']).toEqual(['running', due]);
    expect((await ledger(id)).find(({ kind }) => kind === 'written-notice')?.why).toBe(
      'The member was told by phone in time, so the letter may follow some days after the call.',
    );
    desk.clock.set('2026-11-27T15:00:00Z');
    await mailMemberLetter(desk, id);
    expect((await told(id))['written-notice']).toEqual(['met', due]);
  });

  it('that comes too late gives the letter no more time', async () => {
    const id = await decided('medicare-advantage');
    desk.clock.set('2026-11-25T15:00:00Z');
    accepted(await tell(id, { to: 'member' }));
    expect(await told(id)).toEqual({
      'oral-notice': ['missed', '2026-11-24T15:00:00.000Z'],
      'written-notice': ['missed', '2026-11-24T15:00:00.000Z'],
    });
  });

  it('can be recorded later, in the minute of the decision at the earliest', async () => {
    const id = await decided();
    desk.clock.set('2026-11-23T17:00:00Z');
    accepted(await tell(id, { spokenAt: new Date(RECEIVED) }));
    for (const wrong of ['2026-11-23T14:59:59Z', '2026-11-23T17:00:01Z']) {
      const { faults } = refused(await tell(id, { spokenAt: new Date(wrong) }));
      expect(faults?.map(({ path }) => path)).toEqual(['spokenAt']);
    }
    expect((await told(id))['written-notice']).toEqual(['running', '2026-11-26T15:00:00.000Z']);
  });

  it('is not recorded before there is a decision', async () => {
    expect(refused(await tell(await inReview('commercial', 'expedited'))).code).toBe(
      'case-undecided',
    );
  });

  it('has no clock for a standard decision', async () => {
    const id = await inReview();
    accepted(await decide(desk.ports, id, 'approve'));
    accepted(await tell(id));
    expect(Object.keys(await told(id))).toEqual(['written-notice']);
  });
});
