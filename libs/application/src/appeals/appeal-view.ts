import {
  accept,
  appealLedger,
  refuse,
  type Appeal,
  type LedgerClock,
  type Result,
} from '@assent/domain';
import type { AppealFilter, ListedAppeal } from '../ports/appeal-repository';
import type { Page } from '../ports/page';
import type { Ports } from '../ports/ports';

/** An appeal as people see it. */
export interface AppealView {
  readonly appeal: Appeal;
  /** The newest of its clocks. */
  readonly clock: LedgerClock;
}

/** An appeal in a list. */
export type ListedAppealView = AppealView & Pick<ListedAppeal, 'of'>;

export const NO_SUCH_APPEAL = {
  code: 'appeal-not-found',
  detail: 'there is no appeal with this id',
} as const;

/** One appeal. Refused: `appeal-not-found`. */
export function viewAppeal({ records, clock }: Pick<Ports, 'records' | 'clock'>) {
  return async (id: string): Promise<Result<AppealView>> => {
    const appeal = await records.appeal(id);
    return appeal ? accept(shownAppeal(appeal, await clock.now())) : refuse(NO_SUCH_APPEAL);
  };
}

/** Appeals that match a filter, soonest deadline first. */
export function listAppeals({ records, clock }: Pick<Ports, 'records' | 'clock'>) {
  return async (filter: AppealFilter): Promise<Page<ListedAppealView>> => {
    const { items, nextCursor } = await records.appeals(filter);
    const now = await clock.now();
    const shown = items.map(({ appeal, of }) => ({ ...shownAppeal(appeal, now), of }));
    return { items: shown, nextCursor };
  };
}

function shownAppeal(appeal: Appeal, now: Date): AppealView {
  const [clock] = appealLedger(appeal, now);
  if (!clock) throw new Error('an appeal has a clock');
  return { appeal, clock };
}
