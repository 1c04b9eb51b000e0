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

/** Roles that work on cases. Auditors only read them. */
export const MAY_WORK: readonly Role[] = ['medical-director', 'pharmacist', 'admin', 'intake'];
