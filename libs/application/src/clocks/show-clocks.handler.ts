import { accept, decisionClock, refuse, type LedgerClock, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import type { Ports } from '../ports/ports';

/** The clocks of a case, each explained. Refused: `case-not-found`. */
export function clocksOf({ records, settings, clock }: Ports) {
  return async (caseId: string): Promise<Result<readonly LedgerClock[]>> => {
    const record = await records.case(caseId);
    if (!record) return refuse(NO_SUCH_CASE);
    const { renews, carriedFrom } = record;
    // If a person asked for the renewal meanwhile, its clock is that of any request.
    const reviewOf = carriedFrom === null ? null : renews;
    const decision = decisionClock({ ...record, reviewOf }, settings.clocks, await clock.now());
    return accept(decision ? [decision] : []);
  };
}
