import type { Role } from '@assent/domain';
import type { Identifiers, Settings } from '../ports/ports';
import type { MemberCoverage } from './member-coverage';

/** What a step of a case's life uses. */
export interface Moment {
  readonly now: Date;
  readonly ids: Identifiers;
  readonly settings: Settings;
  /** The member's authorizations for the drug and line of business. */
  readonly coverage: MemberCoverage;
  /** The assignee's last known role; absent if unassigned. */
  readonly assigneeRole?: Role | null;
}
