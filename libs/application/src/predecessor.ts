import type { LineOfBusiness } from '@assent/domain';
import type { CaseRecords } from './ports';
import type { AuthorizationRecord, CaseRecord } from './records';

/**
 * The authorization that an approval of the case would renew, as things stand now: one that was
 * issued after the case was opened counts too. None for an initiation.
 */
export async function predecessorOf(
  records: CaseRecords,
  { requestType, member, drug, lineOfBusiness }: CaseRecord,
): Promise<AuthorizationRecord | null> {
  if (requestType !== 'continuation') return null;
  return predecessorAmong(await records.authorizationsOf(member.memberId, drug), lineOfBusiness);
}

/** The latest of a member's authorizations for a drug that nothing has renewed yet. */
export function predecessorAmong(
  own: readonly AuthorizationRecord[],
  lineOfBusiness: LineOfBusiness,
): AuthorizationRecord | null {
  const candidates = own.filter(
    (one) => one.lineOfBusiness === lineOfBusiness && one.status !== 'ended' && !one.renewedBy,
  );
  return candidates.at(-1) ?? null;
}
