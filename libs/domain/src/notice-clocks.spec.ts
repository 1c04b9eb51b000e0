import { informationNoticeClock, type AskedInformation } from './notice-clocks';

const decision = {
  id: 'decision-commercial-expedited',
  kind: 'decision',
  rule: { id: 'commercial-expedited', source: 'a regulation', confidence: 'medium' },
  startedAt: new Date('2027-03-13T20:00:00Z'),
  dueAt: new Date('2027-03-16T20:00:00Z'),
  state: 'running',
  tolled: [],
  extension: null,
  consequence: 'The member may appeal.',
  why: 'So it is.',
} as const;
const RULE = {
  tellHours: 24,
  answerHours: 48,
  decisionHours: 48,
  source: 'a part of it',
  confidence: 'low',
} as const;

describe('the clock of saying what is missing', () => {
  const ON_TIME = new Date('2027-03-14T20:00:00Z');
  const LATE = new Date('2027-03-14T20:00:00.001Z');
  const clockOf = (over: Partial<AskedInformation>, now: Date) =>
    informationNoticeClock({ decision, sentAt: null, isWaiting: true, ...over }, RULE, now);

  it('is due a day of elapsed hours after the start, over a clock change, too', () => {
    expect(clockOf({}, decision.startedAt)).toEqual({
      id: 'information-notice-commercial-expedited',
      kind: 'information-notice',
      rule: { id: 'commercial-expedited', source: 'a part of it', confidence: 'low' },
      startedAt: decision.startedAt,
      dueAt: ON_TIME,
      state: 'running',
      tolled: [],
      extension: null,
      consequence: null,
      why: 'Information is missing: the provider office is told within 24 hours what it is (a part of it).',
    });
  });

  it.each([
    ['running until it is due', {}, ON_TIME, 'running'],
    ['missed after that', {}, LATE, 'missed'],
    ['met by a letter in time', { sentAt: ON_TIME }, LATE, 'met'],
    ['missed by a letter after that', { sentAt: LATE }, LATE, 'missed'],
    ['ended once nothing is missing', { isWaiting: false }, LATE, 'ended'],
    ['still met then', { isWaiting: false, sentAt: ON_TIME }, LATE, 'met'],
  ])('is %s', (_, over, now, state) => {
    expect(clockOf(over, now).state).toBe(state);
  });
});
