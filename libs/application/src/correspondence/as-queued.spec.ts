import type { Appeal } from '@assent/domain';
import type { DueNotice } from '../ports/notice-record';
import { asQueued } from './as-queued';

const QUEUED = new Date('2026-11-24T15:00:00Z');
const LATER = new Date('2026-11-24T15:00:01Z');
const BY = { subject: 'max', role: 'medical-director' } as const;

const due = (kind: DueNotice['kind'], appeal?: object) =>
  ({ kind, dueAt: QUEUED, ...(appeal && { appeal }) }) as DueNotice;

const external = (at: Date) => ({ outcome: 'overturned', note: 'So.', by: BY, at, months: null });

test('the letter of the decision of a plan tells nothing of what came after it', () => {
  const decision = { decision: 'uphold', at: QUEUED };
  const decided = { status: 'overturned', decision, external: external(LATER) };
  expect(asQueued(due('appeal-decided', decided)).appeal).toMatchObject({
    decision,
    external: null,
  });
});

test('the letter of the outcome of outside review tells that outcome', () => {
  const notice = due('appeal-decided', { external: external(QUEUED) });
  expect(asQueued(notice).appeal?.external?.outcome).toBe('overturned');
});

test('the letter of a dismissal tells why it was dismissed, also once that is vacated', () => {
  const goodCause = { about: 'late', accepted: true, reason: 'Heard.', by: BY, at: LATER };
  const dismissed = { as: 'dismissed', reason: 'Too late.', by: BY, at: QUEUED };
  const appeal = { goodCause, dismissalReview: { dismissed } };
  expect(asQueued(due('appeal-dismissed', appeal)).appeal?.goodCause).toEqual({
    about: 'late',
    accepted: false,
    reason: 'Too late.',
    by: BY,
    at: QUEUED,
  });
  expect(asQueued(due('appeal-reopened', appeal)).appeal?.goodCause).toEqual(goodCause);
});

test('a letter about no appeal stays as it is', () => {
  const notice = due('denial');
  expect(asQueued(notice)).toBe(notice);
});

test('an appeal that was not dismissed anew stays as it is', () => {
  const appeal = { external: null } as Appeal;
  expect(asQueued(due('appeal-dismissed', appeal)).appeal).toEqual(appeal);
});
