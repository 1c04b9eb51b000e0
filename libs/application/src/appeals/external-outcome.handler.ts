import {
  refuse,
  type Appeal,
  type AppealOutcome,
  type ModifiedTerm,
  type Result,
} from '@assent/domain';
import type { Ports } from '../ports/ports';
import { withFitLetter } from '../review/decision-letter';
import type { AppealView } from './appeal-view';
import { changeAppeal, type AppealCommand } from './change-appeal';
import { notSettled, settle, type PartialTerms } from './settle-appeal';

/** As in `DecideAppeal`. */
export interface RecordExternalOutcome extends AppealCommand, PartialTerms {
  readonly outcome: AppealOutcome;
  readonly note: string;
}

/**
 * Records what outside review decided, with the effects of a decision. Refused:
 * `appeal-not-forwarded`, `not-appealable`, `invalid`, `appeal-changed`, `appeal-not-found`.
 */
export function recordExternalOutcome(ports: Ports) {
  return (command: RecordExternalOutcome): Promise<Result<AppealView>> =>
    changeAppeal(ports, 'record-external-outcome', command, async (at) => {
      const { appeal, moment } = at;
      if (appeal.status !== 'forwarded') return refuse(NOT_FORWARDED);
      const { outcome, note, months, start, dosing, actor: by } = command;
      const unsettled =
        outcome === 'upheld' ? null : notSettled(at.before.record, outcome, moment.now);
      if (unsettled) return refuse(unsettled);
      const isPart = outcome === 'partly-overturned';
      const settled = (terms: readonly ModifiedTerm[]): Appeal => ({
        ...appeal,
        status: outcome,
        closedAt: moment.now,
        external: {
          outcome,
          note,
          by,
          at: moment.now,
          months: isPart ? (months ?? null) : null,
          ...(isPart && { terms }),
        },
      });
      const step = await settle(ports, at, settled, {
        outcome,
        terms: {
          ...(months !== undefined && { months }),
          ...(start !== undefined && { start }),
          ...(dosing && { dosing }),
        },
        by,
        why: note,
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
