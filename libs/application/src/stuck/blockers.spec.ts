import { HELD_BACK } from '../ports/mail';
import type { UnmadeLetter, UnmailedLetter, UnsentNotice } from '../ports/stuck-repository';
import { unmade, unmailed, unsent } from './blockers';

const NOW = new Date('2026-11-26T12:00:00Z');
const before = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);

const refused: UnsentNotice = {
  caseId: '01a205c6-6f61-71d9-8ec4-41f3cdb17146',
  authorization: null,
  kind: 'approval',
  dueAt: before(600),
  attempts: 3,
  lastError: '451 try again later',
  undeliverableAt: null,
  nextAttemptAt: before(0),
  bouncedAt: null,
  bounceCode: null,
  isResent: false,
};

describe('a letter that the mail system refused for now', () => {
  it.each([
    ['is not due', -30],
    ['is due', 0],
    ['is in progress', 30],
  ])('waits for the mail system while its next attempt %s', (_, secondsAgo) => {
    const nextAttemptAt = before(secondsAgo);
    expect(unsent({ ...refused, nextAttemptAt }, NOW)).toMatchObject({
      waitsFor: 'mail-system',
      detail: 'The mail system has not accepted the approval letter yet; sending is retried.',
      nextTryAt: nextAttemptAt,
    });
  });

  it('waits for a worker once its next attempt is overdue, and keeps what the mail system said', () => {
    expect(unsent({ ...refused, nextAttemptAt: before(60) }, NOW)).toMatchObject({
      cause: 'activity-retrying',
      waitsFor: 'software',
      detail:
        'It is past the time to resend the approval letter, and no worker has tried. Check that a worker is running and keeping up.',
      lastError: '451 try again later',
      nextTryAt: null,
    });
  });
});

describe('a letter that came back', () => {
  const bounced: UnsentNotice = {
    ...refused,
    attempts: 0,
    lastError: null,
    nextAttemptAt: null,
    bouncedAt: before(20),
    bounceCode: '5.1.1',
  };

  it('waits for a person who corrects the address', () => {
    expect(unsent(bounced, NOW)).toMatchObject({
      cause: 'notice-undeliverable',
      since: before(20),
      repair: 'send-again',
      detail:
        "The recipient's mail system returned the approval letter (5.1.1). Correct the address of the provider office: the letter is then sent again.",
    });
    expect(unsent({ ...bounced, bounceCode: null }, NOW).detail).toContain(
      'returned the approval letter. Correct',
    );
  });

  it('is like any other letter once it is sent again', () => {
    const again = { ...bounced, isResent: true };
    const attempted = { ...again, attempts: 1, lastError: '451', nextAttemptAt: before(-30) };
    expect(unsent(attempted, NOW)).toMatchObject({
      cause: 'activity-retrying',
      waitsFor: 'mail-system',
      since: before(20),
    });
    expect(unsent({ ...attempted, undeliverableAt: before(5) }, NOW)).toMatchObject({
      cause: 'notice-undeliverable',
      since: before(5),
      detail:
        'The mail system rejected the approval letter. It will not be sent again automatically.',
    });
  });
});

describe('a letter to the member that is not made', () => {
  const tried: UnmadeLetter = {
    caseId: refused.caseId,
    authorization: null,
    kind: 'denial',
    dueAt: before(600),
    triedSince: before(590),
    lastError: null,
    nextAttemptAt: before(-30),
  };

  it.each([
    [
      'was held back',
      { lastError: `${HELD_BACK}it is missing the reason.` },
      'notice-undeliverable',
      'reviewer',
      'We held back the denial letter to the member: it is not complete, or does not agree with the record. Correct the record, then send it again.',
    ],
    [
      'the mail system refused for now',
      {},
      'activity-retrying',
      'mail-system',
      'The mail system has not accepted the denial letter to the member yet; sending is retried. If that fails for 18 hours, the letter is to be printed.',
    ],
    [
      'could not be written',
      { lastError: 'GuidelineNotInstalled' },
      'activity-retrying',
      'software',
      "We could not make the denial letter to the member; it is tried again. See the worker's log.",
    ],
    [
      'no worker tried',
      { triedSince: null, nextAttemptAt: null },
      'activity-retrying',
      'software',
      'It is past the time to make the denial letter to the member, and no worker has tried. Check that a worker is running and keeping up.',
    ],
  ] as const)('and %s', (_, altered, cause, waitsFor, detail) => {
    expect(unmade({ ...tried, ...altered }, NOW)).toMatchObject({
      cause,
      waitsFor,
      detail,
      repair: 'send-again',
    });
  });
});

describe('a letter to the member that is to be mailed', () => {
  const printed: UnmailedLetter = {
    caseId: refused.caseId,
    authorization: null,
    kind: 'denial',
    delivery: null,
    returnedFrom: null,
    madeAt: new Date('2026-11-24T15:00:00Z'),
  };
  const ZONE = 'America/New_York';

  it('blocks nothing until the end of the next business day', () => {
    const end = new Date('2026-11-26T05:00:00Z');
    expect(unmailed(printed, end, ZONE)).toBeNull();
    expect(unmailed(printed, new Date(end.getTime() + 1), ZONE)).toMatchObject({
      cause: 'letter-unmailed',
      since: end,
      waitsFor: 'mailroom',
      detail:
        'The denial letter to the member was to be mailed by the end of Nov 25, 2026. Print it, mail it, then mark it as mailed.',
    });
  });

  it('blocks its case at once if it came back', () => {
    const by = { subject: 'ines', role: 'intake' } as const;
    const delivery = { outcome: 'bounced', at: before(20), code: '5.1.1', by } as const;
    const back = { ...printed, delivery, returnedFrom: 'member@example.org' };
    expect(unmailed(back, NOW, ZONE)).toMatchObject({
      cause: 'letter-unmailed',
      since: before(20),
      detail:
        "The member's mail system returned the denial letter (5.1.1). Print it, mail it, then mark it as mailed.",
    });
  });
});
