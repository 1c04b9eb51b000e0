import type { LineOfBusiness } from '@assent/vocabulary';
import {
  clockState,
  continuationDeadlines,
  deadlinesOf,
  informationReminders,
  type DecisionClocks,
} from './decision-clock';

const CLOCKS: DecisionClocks = [
  {
    lineOfBusiness: 'commercial',
    urgency: 'standard',
    hours: 360,
    informationShare: 0.8,
    source: 'a test',
    confidence: 'high',
  },
];
const received = new Date('2026-11-01T12:00:00Z');
const COMMERCIAL = { lineOfBusiness: 'commercial' } as const;
const ZONE = 'America/New_York';
const deadlines = (lineOfBusiness: LineOfBusiness, askedAt: Date) =>
  deadlinesOf(CLOCKS, { lineOfBusiness }, 'standard', {
    receivedAt: received,
    askedAt,
    zone: ZONE,
  });

describe('the deadlines of a request', () => {
  it('count from receipt, and leave time for a person after the information is overdue', () => {
    expect(deadlines('commercial', received)).toEqual({
      dueAt: new Date('2026-11-16T12:00:00Z'),
      informationDueAt: new Date('2026-11-13T12:00:00Z'),
    });
  });

  it('leave the provider office a quarter of the time, however late the request was entered', () => {
    const opened = new Date('2026-11-20T12:00:00Z');
    expect(deadlines('commercial', opened)).toEqual({
      dueAt: new Date('2026-11-16T12:00:00Z'),
      informationDueAt: new Date('2026-11-24T06:00:00Z'),
    });
  });

  it('do not exist if another payer decides', () => {
    expect(deadlines('medicare-part-d', received)).toBeNull();
  });
});

describe('the deadlines of a renewal review', () => {
  const expiry = new Date('2027-06-01T04:00:00Z');
  const openedAt = (opened: string) =>
    continuationDeadlines(CLOCKS, COMMERCIAL, expiry, new Date(opened), ZONE);

  it('leave a person the last three days of coverage', () => {
    expect(openedAt('2027-04-01T10:00:00Z')).toEqual({
      dueAt: expiry,
      informationDueAt: new Date('2027-05-29T04:00:00Z'),
    });
  });

  it("leave the provider office a quarter of the plan's time, and the plan all of it, however late it is", () => {
    expect(openedAt('2027-05-30T04:00:00Z')).toEqual({
      dueAt: new Date('2027-06-14T04:00:00Z'),
      informationDueAt: new Date('2027-06-02T22:00:00Z'),
    });
  });

  it('depend only on the end of coverage if the plan has no time limit of its own', () => {
    const opened = new Date('2027-05-30T04:00:00Z');
    expect(continuationDeadlines([], COMMERCIAL, expiry, opened, ZONE)).toEqual({
      dueAt: expiry,
      informationDueAt: new Date('2027-05-29T04:00:00Z'),
    });
  });
});

describe('the decision clock of a case', () => {
  const due = new Date('2026-11-16T12:00:00Z');
  const before = new Date('2026-11-16T11:59:59.999Z');
  const after = new Date('2026-11-16T12:00:00.001Z');

  it.each([
    ['runs until it is due', due, null, 'in-review', due, 'running'],
    ['is missed a moment later', due, null, 'in-review', after, 'missed'],
    ['is met by a decision in time, whenever it is read', due, before, 'denied', after, 'met'],
    ['is missed by a late decision', due, after, 'approved', after, 'missed'],
    ['ends neither met nor missed by a withdrawal', due, before, 'withdrawn', after, 'ended'],
    ['ends neither met nor missed by a late withdrawal', due, after, 'withdrawn', after, 'ended'],
    ['ends if another payer decides', due, before, 'routed', after, 'ended'],
    ['does not apply without a deadline', null, null, 'in-review', after, 'not-applicable'],
  ] as const)('%s', (_, dueAt, closedAt, status, now, state) => {
    expect(clockState({ dueAt, closedAt, status }, now)).toBe(state);
  });
});

describe('reminders of an open question', () => {
  it('come at each quarter of the remaining time', () => {
    const asked = new Date('2026-11-01T00:00:00Z');
    const reminders = informationReminders(asked, new Date('2026-11-05T00:00:00Z'));
    expect(reminders.map((at) => at.toISOString())).toEqual([
      '2026-11-02T00:00:00.000Z',
      '2026-11-03T00:00:00.000Z',
      '2026-11-04T00:00:00.000Z',
    ]);
  });

  it('do not exist if no time is left', () => {
    expect(informationReminders(received, received)).toEqual([]);
  });
});
