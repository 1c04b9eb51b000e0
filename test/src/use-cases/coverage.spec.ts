import {
  evaluateCase,
  expireAuthorization,
  precheck,
  type CaseRecord,
  type CaseRepository,
} from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { DARATUMUMAB, MET, RESPONDING } from '../support/facts';
import { accepted, decide, INTAKE, opened, requestOf, withdraw } from '../support/requests';

/** First approved for 2026-12-01 to 2027-05-31. */
const APPROVED = '2026-11-22T15:00:00Z';

const OVERDOSED = { dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 } };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(APPROVED));
afterAll(() => desk.close());

/** A member with an authorization for 2026-12-01 to 2027-05-31, or from another day on. */
async function covered(requestedStart = '2026-12-01') {
  const { record, authorization } = await opened(desk.ports, { facts: MET, requestedStart });
  return { member: record.member, first: authorization! };
}

const renewal = (member: CaseRecord['member'], overrides = {}) =>
  opened(desk.ports, { requestType: 'continuation', member, facts: RESPONDING, ...overrides });

const remindersLeft = (number: string) =>
  desk.records.database.notice.count({
    where: { authorization: number, kind: 'renewal-reminder', sentAt: null },
  });

describe('coverage starts', () => {
  it('on the requested day, for a new request', async () => {
    const { first } = await covered();
    expect(first.period).toEqual({ start: '2026-12-01', end: '2027-05-31' });
  });

  it.each(['2027-05-08T12:00:00Z', '2027-05-31T23:59:59Z', '2027-06-01T03:59:59Z'])(
    'on the day after the old end, for a renewal approved at %s',
    async (now) => {
      const { member, first } = await covered();
      desk.clock.set(now);
      const { authorization } = await renewal(member, { requestedStart: '2027-05-01' });
      expect(authorization?.period).toEqual({ start: '2027-06-01', end: '2028-05-31' });
      expect(await desk.ports.records.authorization(first.number)).toMatchObject({
        renewedBy: authorization?.number,
        nextStepAt: new Date('2027-06-01T04:00:00Z'),
      });
    },
  );

  it.each([
    ['today, for a late renewal', '2027-05-20', '2027-06-10'],
    ['on the requested day, if that is in the future', '2027-06-15', '2027-06-15'],
  ])('%s', async (_, requestedStart, start) => {
    const { member } = await covered();
    desk.clock.set('2027-06-10T15:00:00Z');
    const { authorization } = await renewal(member, { requestedStart });
    expect(authorization?.period.start).toBe(start);
  });

  it('where the latest authorization ends, however many there were before', async () => {
    const { member } = await covered();
    desk.clock.set('2027-05-20T15:00:00Z');
    await renewal(member);
    desk.clock.set('2028-05-20T15:00:00Z');
    const { authorization } = await renewal(member);
    expect(authorization?.period).toEqual({ start: '2028-06-01', end: '2029-05-31' });
  });
});

describe('a renewal', () => {
  it('cancels the reminders of the old authorization, and plans its own', async () => {
    const { member, first } = await covered();
    expect(await remindersLeft(first.number)).toBeGreaterThan(3);
    desk.clock.set('2027-05-08T12:00:00Z');
    const { authorization } = await renewal(member);
    const reminders = await desk.ports.records.reminders({ limit: 100 });
    const days = reminders.items
      .filter((reminder) => reminder.authorization === authorization?.number)
      .map(({ daysBefore }) => daysBefore);
    expect(await remindersLeft(first.number)).toBe(0);
    expect(days).toEqual([60, 30, 14, 7]);
  });

  it('requested before the authorization that it follows was issued still follows it', async () => {
    const request = {
      requestType: 'continuation',
      facts: { ...RESPONDING, ...OVERDOSED },
    } as const;
    const { record } = await opened(desk.ports, request);
    const { member } = record;
    const first = await opened(desk.ports, { member, facts: MET, requestedStart: '2026-12-01' });
    desk.clock.set('2026-12-01T15:00:00Z');
    await evaluateCase(desk.ports)(record.id);
    const approved = accepted(await decide(desk.ports, record.id, 'approve', { version: 3 }));
    expect([record.renews, approved.record.renews]).toEqual([null, first.authorization?.number]);
    expect(approved.authorization?.period.start).toBe('2027-06-01');
    expect(await desk.ports.records.case(record.id)).toEqual(approved.record);
  });

  it('under another line of business starts on the requested day and leaves the old one unchanged', async () => {
    const { member, first } = await covered();
    desk.clock.set('2027-05-08T12:00:00Z');
    const elsewhere = { lineOfBusiness: 'medicare-advantage', requestedStart: '2027-05-10' };
    const { record, authorization } = await renewal(member, elsewhere);
    expect([record.renews, authorization?.period.start]).toEqual([null, '2027-05-10']);
    expect(await desk.ports.records.authorization(first.number)).toEqual(first);
  });

  it('cancels no other letter about the old authorization', async () => {
    const { member, first } = await covered();
    desk.clock.set('2026-12-01T15:00:00Z');
    await renewal(member);
    const { notice } = desk.records.database;
    const left = await notice.findMany({ where: { authorization: first.number, sentAt: null } });
    expect(left.map(({ kind }) => kind)).toEqual(['approval']);
  });

  it('decided while the old authorization expires still follows it', async () => {
    const { member, first } = await covered();
    desk.clock.set('2027-06-01T04:00:00Z');
    const { records } = desk.ports;
    let isExpired = false;
    const expiringFirst: CaseRepository = {
      ...records,
      open: async (change) => {
        if (!isExpired) await expireAuthorization(desk.ports)(first.number);
        isExpired = true;
        return records.open(change);
      },
    };
    const request = { requestType: 'continuation', member, facts: RESPONDING } as const;
    const { authorization } = await opened({ ...desk.ports, records: expiringFirst }, request);
    expect(await desk.ports.records.authorization(first.number)).toMatchObject({
      status: 'expired',
      renewedBy: authorization?.number,
      nextStepAt: null,
    });
  });

  it('that a person denies leaves the old authorization unchanged', async () => {
    const { member, first } = await covered();
    desk.clock.set('2027-05-08T12:00:00Z');
    const { record } = await renewal(member, { facts: { ...RESPONDING, ...OVERDOSED } });
    accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['C.4'] }));
    expect(await desk.ports.records.authorization(first.number)).toEqual(first);
  });
});

describe("the payer's own authorizations", () => {
  /** The outcome of a continuation received at an instant, asked for and opened. */
  async function outcomes(member: CaseRecord['member'], received: string) {
    const receivedAt = new Date(received);
    const facts = RESPONDING;
    const request = { requestType: 'continuation', member, receivedAt, facts } as const;
    const found = await precheck(desk.ports)(await requestOf(desk.ports, request), INTAKE);
    const { determination } = await opened(desk.ports, request);
    return [found.outcome, determination.outcome];
  }

  it.each([
    ['approved earlier', '2027-05-08T12:00:00Z', 'criteria-met'],
    ['approved on the day of receipt', '2026-11-22T05:00:00Z', 'criteria-met'],
    [
      'approved on the day before, New York time, and after receipt',
      '2026-11-22T04:59:59Z',
      'information-needed',
    ],
    ['approved two years before, to the day', '2028-11-23T04:59:59Z', 'criteria-met'],
    ['approved two years and one day before', '2028-11-23T05:00:00Z', 'information-needed'],
  ])('count without being sent if %s', async (_, received, outcome) => {
    const { member } = await covered('2026-11-22');
    desk.clock.set(new Date(Math.max(Date.parse(received), Date.parse(APPROVED)) + 3_600_000));
    expect(await outcomes(member, received)).toEqual([outcome, outcome]);
  });

  it("of another member don't count", async () => {
    await covered();
    const { member } = await requestOf(desk.ports);
    expect(await outcomes(member, APPROVED)).toEqual(['information-needed', 'information-needed']);
  });

  it('appear once next to those that were sent', async () => {
    const { member } = await covered();
    desk.clock.set('2027-05-08T12:00:00Z');
    const sent = { payer: 'Another Plan', approvedOn: '2026-01-01' };
    const own = { payer: 'Test Health Plan', approvedOn: '2026-11-22' };
    for (const stated of [[sent], [sent, own]]) {
      const request = await requestOf(desk.ports, {
        requestType: 'continuation',
        member,
        facts: { setting: 'self-administered', priorAuthorizations: stated },
      });
      const { record } = await opened(desk.ports, request);
      expect(record.facts['priorAuthorizations']).toEqual([sent, own]);
      accepted(await withdraw(desk.ports, record.id));
    }
  });
});

describe("an approval whose renewal can't meet the criteria", () => {
  it('has the warning from its first day', async () => {
    const { record, authorization } = await opened(desk.ports, { facts: DARATUMUMAB });
    expect(record.status).toBe('approved');
    expect(authorization?.warnings.map(({ id }) => id)).toEqual(['A.renewal-regimen']);
  });

  it('is the exception: a typical one has no warning', async () => {
    const { first } = await covered();
    expect(first.warnings).toEqual([]);
  });
});
