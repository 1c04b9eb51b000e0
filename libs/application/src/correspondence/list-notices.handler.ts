import { accept, refuse, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import type { NoticeRecord } from '../ports/notice-record';
import type { Ports } from '../ports/ports';

/**
 * The notices of a case and of the authorization that it led to, in order of due time. Refused:
 * `case-not-found`.
 */
export function noticesOf({ records }: Pick<Ports, 'records'>) {
  return async (caseId: string): Promise<Result<readonly NoticeRecord[]>> =>
    (await records.case(caseId)) ? accept(await records.notices(caseId)) : refuse(NO_SUCH_CASE);
}
