import type { Renewal } from '../../client';
import { renewalSentence, standing, standingOf } from './words';

const WINDOW = { opensOn: '2027-04-01', lastSafeOn: '2027-05-10', coverEndsOn: '2027-05-25' };

const renewal = (
  state: Renewal['state'],
  status: NonNullable<Renewal['review']>['status'],
): Renewal => ({
  authorization: {
    number: 'AU-1',
    status: 'active',
    period: { start: '2026-11-26', end: '2027-05-25' },
    endedOn: null,
    endReason: null,
    caseId: '1',
    memberId: 'M1',
    drug: 'ixazomib',
    lineOfBusiness: 'commercial',
    issuedAt: '2026-11-26T15:00:00Z',
    dosing: {},
    dosingText: null,
    warnings: [],
    continuationCaseId: '2',
    renewedBy: null,
    continuedBy: null,
    continues: null,
    appealId: null,
    continuedDosing: null,
  },
  memberName: 'Ana Ruiz',
  prescriberName: 'Lee Park MD',
  window: WINDOW,
  state,
  review: { caseId: '2', number: 'PA-2', status, missing: [] },
  reminders: [],
});

test('a renewal whose review was not approved is not called open', () => {
  const denied = renewal('open', 'denied');
  expect(standing(denied)).toEqual({ words: 'Denied', tone: 'not-met' });
  expect(renewalSentence(denied, '2027-04-28')).toBe(
    'The review was denied; coverage ends on May 25, 2027, in 27 days.',
  );
  expect(standing(renewal('late', 'withdrawn')).words).toBe('Withdrawn');
  expect(standingOf(denied)).toBe('review-ended');
});

test('a renewal that was approved and then revoked has no open window either', () => {
  const takenBack = renewal('not-open', 'approved');
  expect(standing(takenBack)).toEqual({ words: 'Voided', tone: 'neutral' });
  expect(renewalSentence(takenBack, '2027-03-25')).toBe(
    'The renewal was voided; coverage ends on May 25, 2027, in 61 days.',
  );
  expect(standingOf(takenBack)).toBe('review-ended');
  expect(standing(renewal('renewed', 'approved')).words).toBe('Renewed');
});

test('a renewal is described by its window while its review can still succeed', () => {
  expect(standing(renewal('open', 'in-review')).words).toBe('Open');
  expect(standingOf(renewal('open', 'in-review'))).toBe('open');
  expect(standing(renewal('lapsed', 'denied')).words).toBe('Coverage ended');
});
