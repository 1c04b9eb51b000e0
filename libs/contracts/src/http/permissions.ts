import { MAY_DECIDE_APPEAL, MAY_WORK, type Role } from '@assent/domain';

/** What a signed-in person may do. */
export type Permission =
  | 'read'
  | 'submit'
  | 'decide'
  | 'decide-appeals'
  | 'hand-up'
  | 'hand-back'
  | 'apply-clock-rules'
  | 'configure'
  | 'end-sessions'
  | 'audit'
  | 'see-access';

/** Those that the session tells, so that a page offers only what a person may do. */
export const TOLD_PERMISSIONS = [
  'read',
  'submit',
  'decide',
  'configure',
  'audit',
  'see-access',
] as const satisfies readonly Permission[];

/**
 * The roles with each permission; for a person with several, the first one counts. Deciding takes
 * credentials, so an administrator may not; who may deny says `MAY_DECIDE` of the domain.
 */
export const ROLES_WITH: Readonly<Record<Permission, readonly Role[]>> = {
  read: ['medical-director', 'pharmacist', 'admin', 'intake', 'auditor'],
  submit: MAY_WORK,
  decide: ['medical-director', 'pharmacist'],
  'decide-appeals': MAY_DECIDE_APPEAL,
  'hand-up': ['pharmacist'],
  'hand-back': ['medical-director'],
  'apply-clock-rules': ['medical-director', 'pharmacist', 'admin'],
  configure: ['admin'],
  'end-sessions': ['admin'],
  audit: ['admin', 'auditor'],
  'see-access': ['auditor'],
};

/**
 * The roles that a service account may have: none with credentials, and not the administrator's. So it
 * reads and submits, and neither decides nor configures.
 */
export const SERVICE_ROLES: readonly Role[] = ['intake', 'auditor'];
