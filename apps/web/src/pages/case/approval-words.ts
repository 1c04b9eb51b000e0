import type { Case, Clause, Session } from '../../client';
import { criteriaOf } from '../../verdict/criteria';
import type { Count } from '../../shared/plural';
import { text } from './text';

/** The guideline's view of an approval: `1 criterion not met. Guideline duration: 6 months.` */
export function approvalWords({
  clauses,
  approvalMonths,
}: Pick<Case['determination'], 'clauses' | 'approvalMonths'>): string {
  if (clauses === null) return text.decision.noGuideline;
  if (clauses.verdict === 'withheld') {
    const months = approvalMonths === null ? null : monthWords(approvalMonths);
    return months === null ? '' : text.decision.guidelineDuration({ months });
  }
  const criteria = criteriaOf(clauses);
  const count = (verdict: Clause['verdict']) =>
    criteria.filter((each) => each.verdict === verdict).length;
  const findings = [
    findingWords(count('not-met'), text.decision.notMet),
    findingWords(count('unknown'), text.decision.missing),
  ].filter((finding) => finding !== '');
  const found = findings.length === 0 ? text.decision.allMet : findings.join(', ');
  if (approvalMonths === null) return `${found}.`;
  return `${found}. ${text.decision.guidelineDuration({ months: monthWords(approvalMonths) })}`;
}

/** How long the guideline approves, in a sentence. */
export function guidelineLength(months: number): string {
  return text.decision.guidelineLength({ months: monthWords(months) });
}

/** How long a pharmacist can approve a case although not all criteria are met; empty for all others. */
export function exceptionWords(
  { determination }: Pick<Case, 'determination'>,
  { exceptions, mayDeny }: Pick<Session, 'exceptions' | 'mayDeny'>,
): string {
  if (mayDeny || determination.outcome === 'criteria-met') return '';
  const { aloneMonths, maxMonths } = exceptions;
  const most = text.decision.exceptionMax({ months: monthWords(maxMonths) });
  if (aloneMonths >= maxMonths) return most;
  return `${most} ${text.decision.exceptionAlone({ months: monthWords(aloneMonths) })}`;
}

export function monthWords(months: number): string {
  return text.decision.length({ count: months });
}

function findingWords(count: number, words: (given: Count) => string): string {
  return count === 0 ? '' : words({ count });
}
