import type { CaseSummary } from '../../client';
import type { NameFact } from './missing';
import { text } from './text';

const REVIEWS: Readonly<Record<NonNullable<CaseSummary['reviewReason']>, string>> =
  text.row.reviews;

/** What an open case waits for, in a few words; null if its status says it all. */
export function waitsFor(
  { missing, reviewReason, held }: Pick<CaseSummary, 'missing' | 'reviewReason' | 'held'>,
  nameFact: NameFact,
): string | null {
  if (reviewReason === 'hold' && !held) return text.row.holdGone;
  if (reviewReason !== null) return REVIEWS[reviewReason];
  const [first, ...others] = missing;
  if (first === undefined) return null;
  const name = nameFact(first);
  if (name === null) return text.row.missing({ count: missing.length });
  return others.length === 0
    ? text.row.missingOne({ name })
    : text.row.missingMore({ name, more: others.length });
}

/** Whether there is still work on the case. */
export function isOpenCase({ status }: Pick<CaseSummary, 'status'>): boolean {
  return status === 'pending-information' || status === 'in-review';
}
