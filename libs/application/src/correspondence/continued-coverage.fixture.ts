import type { Appeal, ContinuedBenefits } from '@assent/domain';

/*
 * Appeals during which coverage continues, as the letters of both recipients are tried with.
 */

export const GIVEN = {
  authorization: 'AU-22222-44444',
  from: '2027-06-01',
  lastDay: null,
} as const;

/** The end of June 10, 2027 in New York. */
export const ASK_BY = new Date('2027-06-11T04:00:00Z');

export const continuing = (of: Appeal, benefits: Partial<ContinuedBenefits>): Appeal => ({
  ...of,
  benefits: {
    rule: { by: 'request', source: 'a rule', confidence: 'low' },
    of: 'AU-22222-33333',
    askBy: null,
    refusal: null,
    ...benefits,
  },
});
