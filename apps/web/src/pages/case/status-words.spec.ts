import { firstQuestionDueAt, statusSentence } from './status-words';

describe('a held case', () => {
  const held = (holds: readonly object[], contradictions: readonly object[]) =>
    statusSentence(
      {
        status: 'in-review',
        review: { reason: 'hold' },
        holds,
        determination: { holds: contradictions },
      } as never,
      null,
    );

  it('says where the rationale is, what it is, or that it is gone', () => {
    expect(held([{}], [])).toMatch(/See the hold on this page\.$/);
    expect(held([], [{}])).toMatch(/there is conflicting information\.$/);
    expect(held([], [])).toMatch(/The hold no longer applies\.$/);
  });
});

describe('an information request', () => {
  const now = Date.parse('2026-11-26T03:00:00Z');
  const planned = {
    kind: 'information-request',
    dueAt: '2026-11-26T13:00:00Z',
    sentAt: null,
    attempts: 0,
  };
  const dueOf = (...notices: readonly object[]) => firstQuestionDueAt(notices as never, now);

  it('is announced as long as no letter was sent', () => {
    expect(dueOf(planned)).toBe(planned.dueAt);
    expect(dueOf({ ...planned, sentAt: planned.dueAt })).toBeNull();
    expect(dueOf({ ...planned, sentAt: '2026-11-25T13:00:00Z' }, planned)).toBeNull();
    expect(dueOf({ ...planned, attempts: 1 })).toBeNull();
    expect(dueOf({ ...planned, kind: 'approval' })).toBeNull();
    expect(dueOf()).toBeNull();
  });

  it('is not waited for before it is sent', () => {
    const waiting = { status: 'pending-information', missing: [{}] } as never;
    expect(statusSentence(waiting, null)).toBe('Waiting for the provider office: 1 item missing.');
    expect(statusSentence(waiting, 'Nov 26, 8:00 AM')).toBe(
      'The information request goes out Nov 26, 8:00 AM: 1 item missing.',
    );
  });
});
