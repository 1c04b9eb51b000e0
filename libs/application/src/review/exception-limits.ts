import { mayReview, type Actor, type Fault, type Refusal } from '@assent/domain';
import { isWithheldFrom } from '../evaluation/findings';
import type { CaseRecord } from '../ports/case-record';
import type { Settings } from '../ports/ports';

/**
 * Whether a person would approve a case although not all criteria are met. While results are withheld from
 * them, every approval counts as one: otherwise a refusal would tell the result.
 */
function isException(record: CaseRecord, actor: Actor): boolean {
  return record.determination.outcome !== 'criteria-met' || isWithheldFrom(record, actor);
}

/** What is wrong with the length of a pharmacist's approval. Medical directors have no limit. */
export function exceptionFaults(
  record: CaseRecord,
  actor: Actor,
  months: number,
  { exceptions: { maxMonths } }: Settings,
): readonly Fault[] {
  const isLimited = actor.role === 'pharmacist' && isException(record, actor);
  if (!isLimited || months <= maxMonths) return [];
  const message = `must be at most ${maxMonths} when a pharmacist approves although not all criteria are met; approve fewer months, or hand the case up`;
  return [{ path: 'approve.months', code: 'out-of-range', message }];
}

/** Why a pharmacist's approval lacks a second person; null if it needs none or has one. */
export function secondPersonRefusal(
  record: CaseRecord,
  actor: Actor,
  months: number,
  { exceptions: { aloneMonths } }: Settings,
): Refusal | null {
  const isAlone = months <= aloneMonths || !isException(record, actor);
  if (isAlone || actor.role !== 'pharmacist' || secondPersonOf(record, actor, months)) return null;
  return {
    code: 'second-person-needed',
    detail: `a pharmacist approves at most ${aloneMonths} months alone although not all criteria are met; ask a medical director or another pharmacist for a second opinion on an approval for ${months} months, or hand the case up`,
    caseId: record.id,
  };
}

/** Who agreed to an approval of so many months, on the information as it is; null if no other person did. */
export function secondPersonOf(record: CaseRecord, actor: Actor, months: number): Actor | null {
  const agreed = record.opinions.find(
    ({ approveMonths = 0, answer }) =>
      approveMonths >= months &&
      answer?.opinion === 'agree' &&
      answer.basis === record.evaluationDigest &&
      answer.by.subject !== actor.subject &&
      mayReview(answer.by.role),
  );
  return agreed?.answer?.by ?? null;
}
