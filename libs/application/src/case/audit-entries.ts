import type { Actor } from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { AuditEntry } from '../ports/change';

/** What the auditor reads of an action on some cases: one entry for each, with its version. */
export function auditEntries(
  cases: readonly Pick<CaseRecord, 'id' | 'version'>[],
  { subject, role }: Actor,
  action: string,
  at: Date,
): AuditEntry[] {
  return cases.map(({ id: caseId, version: caseVersion }) => ({
    at,
    actor: subject,
    role,
    action,
    caseId,
    caseVersion,
  }));
}
