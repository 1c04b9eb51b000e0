import { accept, refuse, type Actor, type Result } from '@assent/domain';
import { neededChanges, type NeededChange } from '@assent/guidelines';
import { NO_SUCH_CASE } from '../case/case-view';
import { factsOf, newestReadingOf } from '../evaluation/evaluation';
import type { Ports } from '../ports/ports';
import { foundOnAppealsOf, isWithheldFrom } from '../evaluation/findings';

/**
 * What would have to be known or different for a case to meet the criteria, by the newest reading
 * of its guideline; nothing if it meets them or no guideline governs it. Refused: `case-not-found`, and
 * `findings-needed` while the person may not see results.
 * @throws GuidelineMissing
 */
export function changesNeededOf(ports: Ports) {
  return async (
    caseId: string,
    reader: Actor,
  ): Promise<Result<readonly (readonly NeededChange[])[]>> => {
    const record = await ports.records.case(caseId);
    if (!record) return refuse(NO_SUCH_CASE);
    const onAppeals = await foundOnAppealsOf(ports, record);
    if (isWithheldFrom(record, reader, onAppeals)) return refuse({ ...WITHHELD, caseId });
    const guideline = newestReadingOf(record);
    if (!guideline) return accept([]);
    const { requestType, lineOfBusiness, asOf } = record;
    const facts = await factsOf(ports, record, guideline);
    return accept(neededChanges(guideline, { requestType, lineOfBusiness, facts }, asOf));
  };
}

const WITHHELD = {
  code: 'findings-needed',
  detail:
    'what would meet the criteria is shown once you have recorded your own finding for each criterion',
} as const;
