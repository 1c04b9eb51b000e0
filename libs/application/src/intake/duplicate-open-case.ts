import type { Refusal } from '@assent/domain';
import { kindOf } from '../member-coverage/member-coverage';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

/** Why a case is not opened while the member has an open one of its kind; null if none is open. */
export async function duplicateOpenCase(
  { records }: Pick<Ports, 'records'>,
  record: CaseRecord,
): Promise<Refusal | null> {
  const open = await records.openCase(kindOf(record));
  return (
    open && {
      code: 'duplicate-case',
      detail: `the member already has an open case for the same drug, request type and line of business: ${open.number}; add the information to that case, or withdraw it first`,
      caseId: open.id,
    }
  );
}
