import type { Facts } from '@assent/criteria';
import { lastCoveredDay, makingRoom, type CalendarDate, type EndReason } from '@assent/domain';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord, KnownMember, Member } from '../ports/case-record';
import type { CaseKind, CaseRepository } from '../ports/case-repository';
import { areOfOne, mayBeOfOne } from './same-member';

/** What a step knows of the member's authorizations for a case's drug and line of business. */
export interface MemberCoverage {
  /** Who they are, read before anything else here. */
  readonly known: KnownMember | null;
  /** Earliest start first; continued coverage makes room for what is approved. */
  readonly own: readonly AuthorizationRecord[];
  /** What continues coverage while an appeal is open, as it is. */
  readonly continued: readonly AuthorizationRecord[];
  /** For an initiation: the facts behind those approvals that are not over, by their numbers. */
  readonly approvedOn: ReadonlyMap<string, Facts>;
  /** For an initiation: the open case that would renew one of those. */
  readonly reviews: readonly CaseRecord[];
  /** The authorization whose end counts against a new one, if none was issued since; else null. */
  readonly endedFor: AuthorizationRecord | null;
  /** Their denied cases of the request type since a person's last approval, oldest first. */
  readonly denied: readonly CaseRecord[];
  /** Their last denied case of the other request type, if no approval answers it. */
  readonly deniedOtherwise: CaseRecord | null;
}

/** For a member who is not in the record. */
export const NO_COVERAGE: MemberCoverage = {
  known: null,
  own: [],
  continued: [],
  approvedOn: new Map(),
  reviews: [],
  endedFor: null,
  denied: [],
  deniedOtherwise: null,
};

/**
 * Reads what belongs to the member's authorizations, as of `today`.
 * @param known the member, read before `all`
 * @param all every authorization of the member for the drug
 */
export async function coverageAmong(
  known: KnownMember | null,
  all: readonly AuthorizationRecord[],
  records: CaseRepository,
  record: CaseRecord,
  today: CalendarDate,
): Promise<MemberCoverage> {
  const { requestType, member, lineOfBusiness } = record;
  const inLine = all.filter((one) => one.lineOfBusiness === lineOfBusiness);
  const own = makingRoom(inLine, today);
  const continued = inLine.filter((one) => one.continues !== undefined && one.status === 'active');
  // Continued coverage is no approval.
  const approvals = all.filter((one) => one.continues === undefined);
  const lastEnded = (reasons: readonly EndReason[], among: readonly AuthorizationRecord[]) =>
    lastEndedFor(reasons, among, member, records);
  const endedFor =
    (await lastEnded(['member-died'], approvals)) ??
    (await lastEnded(
      requestType === 'continuation' ? ['coverage-ended', 'therapy-stopped'] : ['coverage-ended'],
      approvals.filter((one) => one.lineOfBusiness === lineOfBusiness),
    ));
  const denials = await denialsOf(record, approvals, records, today);
  if (requestType === 'continuation') {
    return { ...NO_COVERAGE, known, own, continued, endedFor, ...denials };
  }
  const standing = own.filter(({ status, period }) => status !== 'ended' && period.end >= today);
  const approvedOn = new Map<string, Facts>();
  for (const { number, caseId } of standing) {
    const approved = await records.case(caseId);
    if (approved) approvedOn.set(number, approved.facts);
  }
  const review =
    standing.length > 0
      ? await records.openCase({ ...kindOf(record), requestType: 'continuation' })
      : null;
  return {
    known,
    own,
    continued,
    approvedOn,
    reviews: review ? [review] : [],
    endedFor,
    ...denials,
  };
}

/** The last one ended for one of the reasons, unless a person has approved another since. */
async function lastEndedFor(
  reasons: readonly EndReason[],
  issued: readonly AuthorizationRecord[],
  member: Member,
  records: CaseRepository,
): Promise<AuthorizationRecord | null> {
  let last: { readonly ended: AuthorizationRecord; readonly at: Date } | null = null;
  for (const one of issued) {
    const told = one.endReason === null ? null : await endFor(reasons, one, records);
    if (told === null || (last !== null && told.at <= last.at)) continue;
    last = { ended: { ...one, endReason: told.reason }, at: told.at };
  }
  if (last === null) return null;
  const { ended, at } = last;
  const others = issued.filter(({ number, issuedAt }) => number !== ended.number && issuedAt >= at);
  return (await lastByPerson(others, member, records)) === null ? ended : null;
}

/**
 * The member's denials since a person last approved something for them. A denial of the other type
 * is answered by what was issued after it, and for a renewal by what still runs in its line.
 */
async function denialsOf(
  { member, drug, requestType, lineOfBusiness }: CaseRecord,
  issued: readonly AuthorizationRecord[],
  records: CaseRepository,
  today: CalendarDate,
): Promise<Pick<MemberCoverage, 'denied' | 'deniedOtherwise'>> {
  const all = await records.deniedCases(member.memberId, drug);
  const theirs = all.filter((each) => mayBeOfOne(each.member, member));
  if (theirs.length === 0) return { denied: [], deniedOtherwise: null };
  const approved = await lastByPerson(issued, member, records);
  const denied = theirs.filter((one) => !approved || isDeniedSince(one, approved));
  const last = denied.findLast((one) => one.requestType !== requestType);
  const isRenewed = (one: AuthorizationRecord) =>
    requestType === 'continuation' &&
    one.lineOfBusiness === lineOfBusiness &&
    lastCoveredDay(one) >= today;
  const answers = (one: AuthorizationRecord) =>
    one.endReason !== 'entered-in-error' &&
    (isRenewed(one) || (last !== undefined && !isDeniedSince(last, one)));
  return {
    denied: denied.filter((one) => one.requestType === requestType),
    deniedOtherwise: last === undefined || issued.some(answers) ? null : last,
  };
}

function isDeniedSince({ closedAt }: CaseRecord, { issuedAt }: AuthorizationRecord): boolean {
  return closedAt !== null && closedAt > issuedAt;
}

/** The last authorization that a person approved for the member. One entered in error was none. */
async function lastByPerson(
  issued: readonly AuthorizationRecord[],
  member: Member,
  records: CaseRepository,
): Promise<AuthorizationRecord | null> {
  const newestFirst = issued
    .filter(({ endReason }) => endReason !== 'entered-in-error')
    .sort((one, other) => other.issuedAt.getTime() - one.issuedAt.getTime());
  for (const authorization of newestFirst) {
    const approved = await records.case(authorization.caseId);
    if (!approved?.decision || approved.decision.by.role === 'software') continue;
    if (areOfOne(approved.member, member)) return authorization;
  }
  return null;
}

/**
 * Which of some reasons ended an authorization early, and when that was first reported; null for
 * none. A later end for another reason does not undo the report.
 */
async function endFor(
  reasons: readonly EndReason[],
  { number, caseId }: AuthorizationRecord,
  records: CaseRepository,
): Promise<{ readonly reason: EndReason; readonly at: Date } | null> {
  for await (const events of records.timeline(caseId)) {
    for (const { type, details, at } of events) {
      if (type !== 'authorization-ended' || details['authorization'] !== number) continue;
      const reason = reasons.find((each) => each === details['reason']);
      if (reason !== undefined) return { reason, at };
    }
  }
  return null;
}

/** A member can have one open case of each kind. */
export function kindOf({ member, drug, requestType, lineOfBusiness }: CaseRecord): CaseKind {
  return { memberId: member.memberId, drug, requestType, lineOfBusiness };
}
