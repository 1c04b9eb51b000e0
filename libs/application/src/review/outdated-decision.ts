import type { Refusal } from '@assent/domain';
import { takesFindings } from '../evaluation/findings';
import { holdsWhileWithheld } from '../evaluation/shown-to';
import { NOT_NAMED_YET } from '../member-coverage/words';
import type { CaseRecord } from '../ports/case-record';

/**
 * Why a person cannot decide on what they did not see.
 * @param found the case as re-evaluated now
 */
export function notShown(record: CaseRecord, found: CaseRecord): Refusal {
  const tellable = (of: CaseRecord) =>
    takesFindings(of) ? holdsWhileWithheld(of.holds) : of.holds;
  const shown = record.holds.map(({ message }) => message);
  const messages = tellable(found).map(({ message }) => message);
  const added = messages.filter((message) => !shown.includes(message));
  const detail =
    added.length > 0
      ? `${added.join('; ')}; ${NOT_NAMED_YET}`
      : 'the information behind the case has changed since you opened it; reload the case and decide again';
  return { code: 'case-changed', detail, caseId: record.id };
}
