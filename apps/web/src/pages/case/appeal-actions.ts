import type { Appeal, Case } from '../../client';

export type AppealAction =
  | 'decide'
  | 'cause'
  | 'proof'
  | 'benefits'
  | 'expedite'
  | 'forward'
  | 'outcome'
  | 'vacate'
  | 'withdraw';

/** What the person may do, as far as roles tell. */
export interface Appealing {
  readonly subject: string;
  readonly mayWrite: boolean;
  readonly mayDecide: boolean;
  readonly isDirector: boolean;
}

/** Whether the plan still owes a decision. */
export function awaitsDecision({ status }: Pick<Appeal, 'status'>): boolean {
  return status === 'open' || status === 'in-review';
}

/** Whether a decision of the plan left the denial, or a part of it. */
function keptDenial({ status, external }: Appeal): boolean {
  return external === null && (status === 'upheld' || status === 'partly-overturned');
}

/** Whether a dismissal can still be looked at outside of the plan, if someone asked for that. */
export function isReviewable({ status, dismissalReview }: Appeal): boolean {
  return status === 'withdrawn' && dismissalReview !== null && dismissalReview.asked === null;
}

/** Whether the plan may still vacate its own dismissal. */
function isVacatable(appeal: Appeal, now: number): boolean {
  const vacateBy = appeal.dismissalReview?.vacateBy ?? null;
  return isReviewable(appeal) && vacateBy !== null && now < Date.parse(vacateBy);
}

/** Whether outside review has a dismissal, and not a decision. */
export function isDismissalForwarded({ status, dismissalReview }: Appeal): boolean {
  const isSent = dismissalReview !== null && dismissalReview.asked !== null;
  return status === 'forwarded' && isSent && dismissalReview.outcome === null;
}

type Decided = Pick<Case, 'status' | 'decision'>;

/** Whether a case was decided otherwise than asked. */
export function isAdverse({ status, decision }: Decided): boolean {
  return status === 'denied' || (decision?.modification ?? null) !== null;
}

/** Whether a case was not decided in time, which can be appealed like a denial. */
export function isUndecidedLate({ status, clock }: Pick<Case, 'status' | 'clock'>): boolean {
  return (status === 'pending-information' || status === 'in-review') && clock.state === 'missed';
}

/** Whether a case may have an appeal because its decision was late, whatever became of it. */
export function wasLate({ clock }: Pick<Case, 'clock'>): boolean {
  return clock.state === 'missed';
}

/** Whether a new appeal of the case can be recorded. */
export function takesAppeal(
  of: Decided & Pick<Case, 'clock'>,
  appeals: readonly Pick<Appeal, 'status'>[],
): boolean {
  const isLate = isUndecidedLate(of);
  const isOver = appeals.some(({ status }) => isLate && KEPT.has(status));
  return (
    (isAdverse(of) || isLate) && !isOver && appeals.every((each) => !BARS_ANOTHER.has(each.status))
  );
}

const KEPT: ReadonlySet<string> = new Set<Appeal['status']>(['upheld', 'partly-overturned']);

const BARS_ANOTHER: ReadonlySet<string> = new Set<Appeal['status']>([
  'open',
  'in-review',
  'forwarded',
  'overturned',
]);

/** Whether someone can ask that coverage continues: while the appeal is open, or in outside review. */
function takesRequest({ continuedBenefits: benefits, status, external }: Appeal): boolean {
  if (benefits?.state === 'on-request') return true;
  const isReviewed = (status === 'upheld' || status === 'forwarded') && external === null;
  return isReviewed && benefits?.state === 'ended' && benefits.rule?.by === 'request';
}

/** What the person can do with an appeal as it is, the most important first. */
export function actionsOn(appeal: Appeal, person: Appealing, now: number): readonly AppealAction[] {
  const { mayWrite, mayDecide, isDirector } = person;
  const isOpen = awaitsDecision(appeal);
  const isToForward = appeal.clock.kind === 'forwarding';
  const isLate = isOpen && (isToForward || now > Date.parse(appeal.clock.dueAt));
  const possible: readonly (readonly [AppealAction, boolean])[] = [
    ['decide', isOpen && isDirector],
    ['cause', isOpen && isDirector && appeal.reviewReasons.length > 0],
    ['proof', mayWrite && isOpen && appeal.reviewReasons.includes('no-proof-of-authority')],
    ['benefits', mayWrite && takesRequest(appeal)],
    ['outcome', mayDecide && appeal.status === 'forwarded'],
    ['forward', mayWrite && (isLate || keptDenial(appeal) || isReviewable(appeal))],
    ['vacate', isDirector && isVacatable(appeal, now)],
    ['expedite', mayWrite && isOpen && appeal.urgency === 'standard'],
    ['withdraw', mayWrite && isOpen],
  ];
  return possible.filter(([, isPossible]) => isPossible).map(([action]) => action);
}

/**
 * Whether the case itself tells that the person took part before the appeal: as the decider of it or
 * of an earlier appeal. Of other work on the case, only the API knows.
 */
export function tookPart(
  subject: string,
  { decision }: Pick<Case, 'decision'>,
  earlier: readonly Pick<Appeal, 'decision'>[],
): boolean {
  return [decision, ...earlier.map((each) => each.decision)].some(
    (made) => made !== null && made.by.subject === subject,
  );
}
