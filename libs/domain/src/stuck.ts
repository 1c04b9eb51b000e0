import {
  OPEN_STATUSES,
  STUCK_CAUSES,
  type CaseStatus,
  type Repair,
  type StuckCause,
  type WaitsFor,
} from '@assent/vocabulary';

/** One thing that holds a case up. */
export interface Blocker {
  readonly cause: StuckCause;
  readonly since: Date;
  readonly waitsFor: WaitsFor;
  /** What the case waits for, in a sentence for people; true while the blocker lasts. */
  readonly detail: string;
  /** The newest, verbatim. */
  readonly lastError: string | null;
  /** How often it was tried. */
  readonly attempt: number | null;
  readonly nextTryAt: Date | null;
  /** What removes it; null if nothing here does. */
  readonly repair: Repair | null;
  /** The authorization whose workflow it concerns; null for the case's own. */
  readonly authorization: string | null;
}

/** The gravest blocker of a case, with what would move the case. */
export interface Stuck extends Blocker {
  readonly otherCauses: readonly StuckCause[];
}

/** How a case is stuck, by all its blockers; null if there are none. */
export function stuckBy(blockers: readonly Blocker[]): Stuck | null {
  const [gravest, ...others] = gravestFirst(blockers);
  if (!gravest) return null;
  return {
    ...gravest,
    repair: blockerToRepair(blockers)?.repair ?? null,
    otherCauses: others.map(({ cause }) => cause),
  };
}

/**
 * The blocker that a repair removes: the gravest removable one. A deadline comes last, since a case
 * meets it once whatever else holds it up is gone.
 */
export function blockerToRepair(blockers: readonly Blocker[]): Blocker | null {
  const repairable = gravestFirst(blockers).filter(({ repair }) => repair !== null);
  return repairable.find(({ cause }) => !isDeadline(cause)) ?? repairable[0] ?? null;
}

function gravestFirst(blockers: readonly Blocker[]): readonly Blocker[] {
  return [...blockers].sort((a, b) => gravity(a) - gravity(b));
}

function gravity({ cause }: Blocker): number {
  return STUCK_CAUSES.indexOf(cause);
}

function isDeadline(cause: StuckCause): boolean {
  return cause === 'deadline-missed' || cause === 'deadline-near';
}

/** The states in which a cause can block a case. */
export interface HeldUpIn {
  readonly status: readonly CaseStatus[];
  /** Whether it is assigned; absent if that does not matter. */
  readonly isAssigned?: boolean;
}

const HELD_UP_IN: Readonly<Partial<Record<StuckCause, HeldUpIn>>> = {
  'deadline-missed': { status: OPEN_STATUSES },
  'deadline-near': { status: OPEN_STATUSES },
  'review-unclaimed': { status: ['in-review'], isAssigned: false },
  'reassign-needed': { status: ['in-review'], isAssigned: true },
  'no-answer': { status: ['pending-information'] },
  'peer-to-peer-overdue': { status: [...OPEN_STATUSES, 'denied'] },
};

/** The case states in which a cause can hold it up; null if in all. */
export function heldUpIn(cause: StuckCause): HeldUpIn | null {
  return HELD_UP_IN[cause] ?? null;
}

/** Whether a cause can still block a case in this state, before the next check. */
export function canHoldUp(cause: StuckCause, status: CaseStatus, assignee: string | null): boolean {
  const states = heldUpIn(cause);
  if (!states) return true;
  const { status: allowed, isAssigned } = states;
  const fitsAssignee = isAssigned === undefined || isAssigned === (assignee !== null);
  return allowed.includes(status) && fitsAssignee;
}

/** The causes that cannot block a case in this state. */
export function causesGone(status: CaseStatus, assignee: string | null): readonly StuckCause[] {
  return STUCK_CAUSES.filter((cause) => !canHoldUp(cause, status, assignee));
}
