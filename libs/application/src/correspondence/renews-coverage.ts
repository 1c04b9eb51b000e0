import { isAnothers } from '../member-coverage/case-placement';
import type { CaseRecord } from '../ports/case-record';

/** Whether a case was to renew an authorization, whose coverage may still continue. */
export function renewsCoverage(record: CaseRecord): boolean {
  return record.requestType === 'continuation' && record.renews !== null && !isAnothers(record);
}
