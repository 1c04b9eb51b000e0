import type { CaseSummary } from '../../client';
import type { NameFact } from './missing';

const REVIEWS: Readonly<Record<NonNullable<CaseSummary['reviewReason']>, string>> = {
  'criteria-not-met': 'Criteria not met',
  hold: 'Held for a reviewer',
  'information-overdue': 'The office did not answer in time',
};

/** What an open case waits for, in a few words; null when its status says it all. */
export function waitsFor(
  { missing, reviewReason }: Pick<CaseSummary, 'missing' | 'reviewReason'>,
  nameFact: NameFact,
): string | null {
  if (reviewReason !== null) return REVIEWS[reviewReason];
  const [first, ...others] = missing;
  if (first === undefined) return null;
  const name = nameFact(first);
  if (name === null) return `Needs: ${missing.length} ${others.length === 0 ? 'item' : 'items'}`;
  return others.length === 0 ? `Needs: ${name}` : `Needs: ${name} and ${others.length} more`;
}

/** Whether there is still something to do about the case. */
export function isOpenCase({ status }: Pick<CaseSummary, 'status'>): boolean {
  return status === 'pending-information' || status === 'in-review';
}
