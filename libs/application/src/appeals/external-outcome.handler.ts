import { refuse, type Appeal, type AppealOutcome, type Result } from '@assent/domain';
import type { Ports } from '../ports/ports';
import { withFitLetter } from '../review/decision-letter';
import type { AppealView } from './appeal-view';
import { changeAppeal, type AppealCommand } from './change-appeal';
import { settle } from './settle-appeal';

export interface RecordExternalOutcome extends AppealCommand {
  readonly outcome: AppealOutcome;
  readonly note: string;
  /** Calendar months, for one that is overturned in part. */
  readonly months?: number;
}

/**
 * Records what outside review decided, with the effects of a decision. Refused:
 * `appeal-not-forwarded`, `invalid`, `appeal-changed`, `appeal-not-found`.
 */
export function recordExternalOutcome(ports: Ports) {
  return (command: RecordExternalOutcome): Promise<Result<AppealView>> =>
    changeAppeal(ports, 'record-external-outcome', command, async (at) => {
      const { appeal, moment } = at;
      if (appeal.status !== 'forwarded') return refuse(NOT_FORWARDED);
      const { outcome, note, months, actor: by } = command;
      const approved = outcome === 'partly-overturned' ? (months ?? null) : null;
      const settled: Appeal = {
        ...appeal,
        status: outcome,
        closedAt: moment.now,
        external: { outcome, note, by, at: moment.now, months: approved },
      };
      const step = await settle(ports, at, settled, {
        outcome,
        ...(months !== undefined && { months }),
        by,
        event: 'appeal-outcome',
        details: { note },
      });
      return withFitLetter(ports, step);
    });
}

const NOT_FORWARDED = {
  code: 'appeal-not-forwarded',
  detail: 'this appeal is not in outside review; forward it first',
} as const;
