import type { Role } from '@assent/vocabulary';
import type { Actor } from './case';
import type { HandUp } from './hand-up';

/** Roles that may make each review decision. Only a physician denies (F.S. 641.51(4)). */
export const MAY_DECIDE: Readonly<
  Record<'approve' | 'deny' | 'request-information', readonly Role[]>
> = {
  approve: ['pharmacist', 'medical-director'],
  deny: ['medical-director'],
  'request-information': ['pharmacist', 'medical-director'],
};

/** Roles that may take a review: those that may decide one. */
export function mayReview(role: Actor['role']): boolean {
  return MAY_DECIDE.approve.some((each) => each === role);
}

/** Whether a role may decide a review: one that was handed up is left to those who may deny. */
export function mayDecideReview(
  { handedUp }: { readonly handedUp: HandUp | null },
  role: Actor['role'],
): boolean {
  return handedUp ? MAY_DECIDE.deny.some((each) => each === role) : mayReview(role);
}

/**
 * Whether an open case is with a reviewer: assigned to one who may decide it, or left to the medical
 * directors. Software approves nothing of that.
 * @param assigneeRole the last known role of the assignee; null if unassigned or unknown
 */
export function isWithReviewer(
  of: { readonly handedUp: HandUp | null },
  assigneeRole: Actor['role'] | null,
): boolean {
  return of.handedUp !== null || isTheReviewer(of, assigneeRole);
}

/** Whether the assignee of a case is its reviewer: only they put it back into the queue. */
export function isTheReviewer(
  of: { readonly handedUp: HandUp | null },
  assigneeRole: Actor['role'] | null,
): boolean {
  return assigneeRole !== null && mayDecideReview(of, assigneeRole);
}

/** How far a pharmacist may approve although not all criteria are met, in months. */
export interface ExceptionLimits {
  readonly maxMonths: number;
  /** What is longer takes a second person who agrees to it. */
  readonly aloneMonths: number;
}

/** Unless a plan sets others: no approval takes a second person. */
export const USUAL_EXCEPTION_LIMITS: ExceptionLimits = { maxMonths: 12, aloneMonths: 12 };

/** Roles that work on cases. Auditors only read them. */
export const MAY_WORK: readonly Role[] = ['medical-director', 'pharmacist', 'admin', 'intake'];
