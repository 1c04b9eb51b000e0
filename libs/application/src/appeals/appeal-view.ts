import {
  accept,
  appealLedger,
  refuse,
  type Actor,
  type Appeal,
  type LedgerClock,
  type Result,
} from '@assent/domain';
import type { ShownFindings } from '../evaluation/shown-to';
import type { AppealFilter, ListedAppeal } from '../ports/appeal-repository';
import type { Page } from '../ports/page';
import type { Ports } from '../ports/ports';
import { appealFindingsShownTo, isAppealWithheld } from './appeal-findings';

/** An appeal as people see it. */
export interface AppealView {
  readonly appeal: Appeal;
  /** The newest of its clocks. */
  readonly clock: LedgerClock;
  /** The findings on it as the person may see them; null where they do not come first, and in lists. */
  readonly findings: ShownFindings | null;
  /** Whether the results of its case are withheld from the person, or it is in a list. */
  readonly isWithheld: boolean;
}

/** An appeal in a list. */
export type ListedAppealView = AppealView & Pick<ListedAppeal, 'of'>;

export const NO_SUCH_APPEAL = {
  code: 'appeal-not-found',
  detail: 'there is no appeal with this id',
} as const;

/** One appeal, as a person may see it. Refused: `appeal-not-found`. */
export function viewAppeal({ records, clock }: Pick<Ports, 'records' | 'clock'>) {
  return async (id: string, reader: Actor): Promise<Result<AppealView>> => {
    const appeal = await records.appeal(id);
    const record = appeal && (await records.case(appeal.caseId));
    if (!record) return refuse(NO_SUCH_APPEAL);
    return accept({
      ...shownAppeal(appeal, await clock.now()),
      findings: await appealFindingsShownTo({ records }, record, appeal, reader),
      isWithheld: await isAppealWithheld({ records }, record, reader),
    });
  };
}

/** Appeals that match a filter, soonest deadline first. */
export function listAppeals({ records, clock }: Pick<Ports, 'records' | 'clock'>) {
  return async (filter: AppealFilter): Promise<Page<ListedAppealView>> => {
    const { items, nextCursor } = await records.appeals(filter);
    const now = await clock.now();
    const shown = items.map(({ appeal, of }) => ({
      ...shownAppeal(appeal, now),
      findings: null,
      isWithheld: true,
      of,
    }));
    return { items: shown, nextCursor };
  };
}

function shownAppeal(appeal: Appeal, now: Date): Pick<AppealView, 'appeal' | 'clock'> {
  const [clock] = appealLedger(appeal, now);
  if (!clock) throw new Error('an appeal has a clock');
  return { appeal, clock };
}
