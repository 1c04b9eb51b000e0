import type { Case, Clause } from '../../client';
import { criteriaOf } from '../../verdict/criteria';

/** What the guideline says to an approval, as `1 criterion not met. Guideline duration: 6 months.` */
export function approvalWords({
  clauses,
  approvalMonths,
}: Pick<Case['determination'], 'clauses' | 'approvalMonths'>): string {
  if (clauses === null) return 'No guideline here governs this request.';
  const criteria = criteriaOf(clauses);
  const count = (verdict: Clause['verdict']) =>
    criteria.filter((each) => each.verdict === verdict).length;
  const findings = [
    findingWords(count('not-met'), 'not met'),
    findingWords(count('unknown'), 'with missing information'),
  ].filter((finding) => finding !== '');
  const period =
    approvalMonths === null ? '' : ` Guideline duration: ${monthWords(approvalMonths)}.`;
  return `${findings.length === 0 ? 'All criteria met' : findings.join(', ')}.${period}`;
}

/** How long the guideline approves, in a sentence. */
export function guidelineLength(months: number): string {
  return `The guideline approves ${monthWords(months)}.`;
}

export function monthWords(months: number): string {
  return `${months} ${months === 1 ? 'month' : 'months'}`;
}

function findingWords(count: number, what: string): string {
  if (count === 0) return '';
  return `${count} ${count === 1 ? 'criterion' : 'criteria'} ${what}`;
}
