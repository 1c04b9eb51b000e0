import {
  accept,
  appealGround,
  isDismissalForwarded,
  isOpen,
  refuse,
  type Actor,
  type Appeal,
  type AppealOutcome,
  type DismissalOutcome,
  type ModifiedTerm,
  type Refusal,
  type Result,
} from '@assent/domain';
import type { Step } from '../life-cycle/step';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { withFitLetter } from '../review/decision-letter';
import { handedUpRefusal } from '../review/hand-up.handler';
import type { AppealView } from './appeal-view';
import { changeAppeal, withAppeal, type AppealAtStep, type AppealCommand } from './change-appeal';
import { reopened } from './dismissed-appeal';
import { notSettled, settle, type PartialTerms } from './settle-appeal';

/** As in `DecideAppeal`; of a dismissal, whether it stays or was vacated. */
export interface RecordExternalOutcome extends AppealCommand, PartialTerms {
  readonly outcome: AppealOutcome | DismissalOutcome;
  readonly note: string;
}

/**
 * Records what outside review decided, with the effects of a decision. A dismissal that it upholds stays;
 * one that it vacates opens the appeal again, with a clock from now, and letters. Refused:
 * `role-not-allowed` where it approves a case that was handed up, `appeal-not-forwarded`, `not-appealable`, `invalid`, `appeal-changed`, `appeal-not-found`,
 * `letter-incomplete`.
 */
export function recordExternalOutcome(ports: Ports) {
  return (command: RecordExternalOutcome): Promise<Result<AppealView>> =>
    changeAppeal(ports, 'record-external-outcome', command, async (at) => {
      const { appeal, moment } = at;
      if (appeal.status !== 'forwarded') return refuse(NOT_FORWARDED);
      const { outcome, note, months, start, dosing, actor: by } = command;
      if (isDismissalForwarded(appeal)) return withFitLetter(ports, ofDismissal(at, command));
      if (outcome === 'vacated') return refuse(wrongOutcome(AFTER_DECISION));
      const { record } = at.before;
      const barred =
        outcome === 'upheld'
          ? null
          : (undecidedRefusal(by, record) ?? notSettled(record, outcome, moment.now));
      if (barred) return refuse(barred);
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

/** Whoever records that a missing decision is overturned approves the case by that. */
function undecidedRefusal(by: Actor, record: CaseRecord): Refusal | null {
  return isOpen(record.status) ? handedUpRefusal(by, record) : null;
}

const NOT_FORWARDED = {
  code: 'appeal-not-forwarded',
  detail: 'this appeal is not in outside review; forward it first',
} as const;

/** What outside review decided of a dismissal. */
function ofDismissal(
  step: AppealAtStep,
  { outcome, note, actor: by }: RecordExternalOutcome,
): Result<Step> {
  const {
    appeal,
    before,
    moment: { now: at },
  } = step;
  const { dismissalReview } = appeal;
  if (outcome !== 'upheld' && outcome !== 'vacated') return refuse(wrongOutcome(AFTER_DISMISSAL));
  if (!dismissalReview) return refuse(NOT_FORWARDED);
  const reviewed = { ...dismissalReview, outcome: { outcome, note, by, at } };
  const details = { outcome: `dismissal-${outcome}`, note };
  const told = (after: Appeal) =>
    accept(withAppeal(before, after, 'appeal-outcome', by, at, details));
  if (outcome === 'upheld') {
    const { dismissed } = dismissalReview;
    const over = { status: 'withdrawn', closedAt: at, withdrawal: dismissed } as const;
    return told({ ...appeal, ...over, dismissalReview: reviewed });
  }
  const { status } = before.record;
  if (appealGround(before.record, at) === null) {
    const as = status === 'withdrawn' ? 'case-withdrawn' : 'case-approved';
    const over = {
      status: 'withdrawn',
      closedAt: at,
      withdrawal: { as, reason: note, by, at },
    } as const;
    return told({ ...appeal, ...over, dismissalReview: reviewed });
  }
  return accept(
    reopened(
      step,
      { ...appeal, dismissalReview: reviewed },
      { reason: note, by, event: 'appeal-outcome', details },
    ),
  );
}

function wrongOutcome(message: string): Refusal {
  return {
    code: 'invalid',
    detail: 'the outcome has errors; nothing was saved',
    faults: [{ path: 'outcome', code: 'not-applicable', message }],
  };
}

const AFTER_DECISION =
  'must be upheld, overturned or partly-overturned: outside review has a decision, not a dismissal';

const AFTER_DISMISSAL = 'must be upheld or vacated: outside review has a dismissal';
