import { accept, clockLedger, refuse, type LedgerClock, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import { clockedCase } from '../life-cycle/running-clock';
import type { Ports } from '../ports/ports';

/** The clocks of a case, each explained, the one that runs first. Refused: `case-not-found`. */
export function clocksOf({ records, settings, clock }: Ports) {
  return async (caseId: string): Promise<Result<readonly LedgerClock[]>> => {
    const record = await records.case(caseId);
    if (!record) return refuse(NO_SUCH_CASE);
    return accept(clockLedger(clockedCase(record), settings.clocks, await clock.now()));
  };
}
