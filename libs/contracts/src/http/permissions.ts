import { MAY_WORK, type Role } from '@assent/domain';

/** What a signed-in person may be allowed to do. */
export type Permission = 'read' | 'submit' | 'decide';

/**
 * The roles that hold each permission, the one that counts first for a person with several. Deciding
 * takes credentials, so an administrator may not; who may deny is the decision's own rule.
 */
export const ROLES_WITH: Readonly<Record<Permission, readonly Role[]>> = {
  read: ['medical-director', 'pharmacist', 'admin', 'intake', 'auditor'],
  submit: MAY_WORK,
  decide: ['medical-director', 'pharmacist'],
};
