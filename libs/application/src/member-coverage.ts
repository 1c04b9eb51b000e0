import { namesMoreThanAgents, toldSince, treatmentDifferences, type Facts } from '@assent/criteria';
import {
  addDays,
  addMonths,
  coversOn,
  dateIn,
  isOpen,
  lastCoveredDay,
  placementOf,
  RENEWAL_AHEAD_MONTHS,
  START_AHEAD_DAYS,
  START_AHEAD_MONTHS,
  type CalendarDate,
  type EndReason,
  type Placement,
  type Refusal,
} from '@assent/domain';
import { guidelineDescription } from '@assent/guidelines';
import { evaluateQuestion, newestReadingOf, type Evaluation } from './evaluation';
import type { Moment } from './life-cycle';
import type { CaseKind, CaseRecords, SeenMember } from './ports';
import type { AuthorizationRecord, CaseHold, CaseRecord, KnownMember, Member } from './records';

/** What a step knows of the member's authorizations for the drug and line of business of a case. */
export interface MemberCoverage {
  /** Who they are, as it was before anything else here was read. */
  readonly known: KnownMember | null;
  /** Earliest start first. */
  readonly own: readonly AuthorizationRecord[];
  /** For an initiation: the facts on which those were approved that are not over, by their numbers. */
  readonly approvedOn: ReadonlyMap<string, Facts>;
  /** For an initiation: the open case that would renew one of those. */
  readonly reviews: readonly CaseRecord[];
  /** One whose end speaks against another, where none was issued since; null where nothing does. */
  readonly endedFor: AuthorizationRecord | null;
  /** Their cases of the request type that were denied since a person last approved one, oldest first. */
  readonly denied: readonly CaseRecord[];
  /** Their last denied case of the other request type, where nothing approved answers it. */
  readonly deniedOtherwise: CaseRecord | null;
}

/** Of a member whom the record does not know. */
export const NO_COVERAGE: MemberCoverage = {
  known: null,
  own: [],
  approvedOn: new Map(),
  reviews: [],
  endedFor: null,
  denied: [],
  deniedOtherwise: null,
};

/**
 * Reads what belongs to the member's authorizations, as things stand on `today`.
 * @param known the member, read before `all`
 * @param all every authorization of the member for the drug
 */
export async function coverageAmong(
  known: KnownMember | null,
  all: readonly AuthorizationRecord[],
  records: CaseRecords,
  record: CaseRecord,
  today: CalendarDate,
): Promise<MemberCoverage> {
  const { requestType, member, lineOfBusiness } = record;
  const own = all.filter((one) => one.lineOfBusiness === lineOfBusiness);
  const lastEnded = (reasons: readonly EndReason[], among: readonly AuthorizationRecord[]) =>
    lastEndedFor(reasons, among, member, records);
  const endedFor =
    (await lastEnded(['member-died'], all)) ??
    (await lastEnded(
      requestType === 'continuation' ? ['coverage-ended', 'therapy-stopped'] : ['coverage-ended'],
      own,
    ));
  const denials = await denialsOf(record, all, records, today);
  if (requestType === 'continuation') return { ...NO_COVERAGE, known, own, endedFor, ...denials };
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
  return { known, own, approvedOn, reviews: review ? [review] : [], endedFor, ...denials };
}

/** The one that was last ended for one of the reasons, unless a person has approved another since. */
async function lastEndedFor(
  reasons: readonly EndReason[],
  issued: readonly AuthorizationRecord[],
  member: Member,
  records: CaseRecords,
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
 * What was denied to the member since a person last approved something for them. A denial of the other type
 * is answered by what was issued after it, and for a renewal by what still runs in its line.
 */
async function denialsOf(
  { member, drug, requestType, lineOfBusiness }: CaseRecord,
  issued: readonly AuthorizationRecord[],
  records: CaseRecords,
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

/** The authorization that a person approved last for the member. What was entered in error was none. */
async function lastByPerson(
  issued: readonly AuthorizationRecord[],
  member: Member,
  records: CaseRecords,
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
 * For which of some reasons an authorization was ended early, and when that was first told; null for none.
 * A later end for another reason takes nothing back of what was told.
 */
async function endFor(
  reasons: readonly EndReason[],
  { number, caseId }: AuthorizationRecord,
  records: CaseRecords,
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

/** What of its member there can be one open case of. */
export function kindOf({ member, drug, requestType, lineOfBusiness }: CaseRecord): CaseKind {
  return { memberId: member.memberId, drug, requestType, lineOfBusiness };
}

/** Where an approval of the case for so many months would lie among the member's authorizations. */
export function placementFor(
  { requestType, requestedStart }: CaseRecord,
  months: number,
  { now, settings, coverage }: Moment,
): Placement<AuthorizationRecord> {
  const asked = { requestType, requestedStart, months };
  return placementOf(asked, coverage.own, dateIn(now, settings.timeZone));
}

/** What an approval of the case would renew, however long it is for. */
export function renewedBy(record: CaseRecord, moment: Moment): readonly AuthorizationRecord[] {
  return placementFor(record, 1, moment).renews;
}

/** The first day that an approval of the case would cover, however long it is for, among some authorizations. */
export function startAmong(
  { id, requestType, requestedStart, lineOfBusiness }: CaseRecord,
  authorizations: readonly AuthorizationRecord[],
  today: CalendarDate,
): CalendarDate {
  const own = authorizations.filter(
    (one) => one.lineOfBusiness === lineOfBusiness && one.caseId !== id,
  );
  return placementOf({ requestType, requestedStart, months: 1 }, own, today).period.start;
}

/** Why software does not approve the case, beside what the guideline holds: a person looks first. */
export function holdsOf(
  record: CaseRecord,
  evaluation: Evaluation,
  moment: Moment,
): readonly CaseHold[] {
  const { approvalMonths } = evaluation.determination;
  if (approvalMonths === null) return [];
  const placement = placementFor(record, approvalMonths, moment);
  const { inTheWay, period } = placement;
  return [
    ...otherHolds(record, placement, moment),
    ...inTheWay.map((authorization) => covered(record, authorization, period.start, moment)),
  ];
}

/** Those for anything but an authorization that covers the days. */
function otherHolds(
  record: CaseRecord,
  placement: Placement<AuthorizationRecord>,
  moment: Moment,
): readonly CaseHold[] {
  const { endedFor } = moment.coverage;
  return [
    ...anotherPerson(record, moment),
    ...farAhead(record, placement, moment),
    ...(isOverAlready(placement, moment) ? [overAlready(placement)] : []),
    ...(endedFor ? [endedBefore(endedFor)] : []),
    ...deniedBefore(record, moment),
    ...renewalOpen(placement, moment),
    ...(isUnread(record) ? [UNREAD_DRUG] : []),
  ];
}

/** Once it was so, it holds for as long as the case is open. */
function anotherPerson(record: CaseRecord, { coverage }: Moment): readonly CaseHold[] {
  const held = record.holds.filter(({ id }) => id === 'another-person');
  return held.length > 0 ? held : anotherPersonThan(coverage.known, record);
}

/**
 * Why software does not approve a case under a number that the record knows for somebody else: one with
 * another birth date, or with another given name, as of twins.
 */
function anotherPersonThan(known: KnownMember | null, { member }: CaseRecord): readonly CaseHold[] {
  const { birthDate: born, givenName: name } = member;
  if (!known || !(isBornAnotherDay(known, born) || hasAnotherName(known, name))) return [];
  const { givenName, familyName, birthDate } = known;
  const message = `the member ID is known for ${givenName} ${familyName}, born ${dayWords(birthDate)}`;
  return [{ id: 'another-person', message, authorization: null }];
}

/** Whether the record knows somebody born on another day under the number. */
export function isBornAnotherDay(known: KnownMember | null, birthDate: CalendarDate): boolean {
  return known !== null && !known.isRoutedOnly && known.birthDate !== birthDate;
}

/** Whether the record knows somebody under the number whose given name is no other writing of this one. */
export function hasAnotherName(known: KnownMember | null, givenName: string): boolean {
  return known !== null && !known.isRoutedOnly && !areOfOneName(known.givenName, givenName);
}

function areOfOne(one: Member, other: Member): boolean {
  return one.birthDate === other.birthDate && areOfOneName(one.givenName, other.givenName);
}

/** What was denied counts also where the birth date, or the given name, was mistyped. */
function mayBeOfOne(one: Member, other: Member): boolean {
  return one.birthDate === other.birthDate || areOfOneName(one.givenName, other.givenName);
}

/** Whether two given names may be two writings of one, as `Ana` and `Ana Maria`: one begins with the other. */
function areOfOneName(one: string, other: string): boolean {
  const [first, second] = [lettersOf(one), lettersOf(other)];
  if (first === '' || second === '') return one === other;
  return first.startsWith(second) || second.startsWith(first);
}

/**
 * The member as the record knows them from now on, by what a case says; null where it says nothing of them.
 * That is so of a request that is routed elsewhere, or that may be of another person until a person has
 * approved it; another birth date is never taken over, nor a shorter writing of the given name: what fits
 * that may be somebody else's.
 */
export function namedBy(
  { member, status, holds, decision }: CaseRecord,
  known: KnownMember | null,
): Omit<Member, 'memberId'> | null {
  if (known === null || status === 'routed') return null;
  const { givenName, familyName, birthDate } = member;
  if (known.isRoutedOnly) return { givenName, familyName, birthDate };
  const isConfirmed = decision?.decision === 'approve' && decision.by.role !== 'software';
  if ((isDoubted({ holds }) && !isConfirmed) || birthDate !== known.birthDate) return null;
  const [before, letters] = [lettersOf(known.givenName), lettersOf(givenName)];
  const isShorter = letters.length < before.length && before.startsWith(letters);
  return { givenName: isShorter ? known.givenName : givenName, familyName, birthDate };
}

/** Whether the case may be of another person than the one whom the record knows. */
export function isDoubted({ holds }: Pick<CaseRecord, 'holds'>): boolean {
  return holds.some(({ id }) => id === 'another-person');
}

/** Whether a renewal was asked for under the number of somebody else, as far as is known. */
export function isAnothers(record: Pick<CaseRecord, 'holds' | 'carriedFrom'>): boolean {
  return record.carriedFrom === null && isDoubted(record);
}

/** Whether a case was opened to renew an authorization, for its own member as far as is known. */
export function isReviewOf(
  review: CaseRecord,
  { number, continuationCaseId }: Pick<AuthorizationRecord, 'number' | 'continuationCaseId'>,
): boolean {
  return !isAnothers(review) && (review.renews === number || review.id === continuationCaseId);
}

/** The member that a change was judged by. */
export function seenMember(memberId: string, known: KnownMember | null): SeenMember {
  return { memberId, version: known?.version ?? null };
}

/** The same, and what a case makes of them: by what name they are known, and what speaks against the next. */
export function seenWith(
  record: CaseRecord,
  known: KnownMember | null,
  named: Omit<Member, 'memberId'> | null,
): SeenMember {
  const isFirstLookedAt = known?.isRoutedOnly === true && record.status !== 'routed';
  const isAltered = isFirstLookedAt || record.status === 'denied';
  return { ...seenMember(record.member.memberId, known), named, isAltered };
}

/** The member that an opening was judged by: whoever tells their open cases something has to see it. */
export function seenAtOpening(seen: SeenMember, { status }: CaseRecord): SeenMember {
  return isOpen(status) ? { ...seen, isAltered: true } : seen;
}

function lettersOf(givenName: string): string {
  const letters = givenName.normalize('NFKD').replace(/\P{L}/gu, '').toLowerCase();
  return letters.replace(/[æðøþđıłœß]/gu, (letter) => PLAIN.get(letter) ?? letter);
}

/** Latin letters that no normal form takes apart, as they are written without their sign. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['æ', 'ae'],
  ['ð', 'd'],
  ['ø', 'o'],
  ['þ', 'th'],
  ['đ', 'd'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['œ', 'oe'],
  ['ß', 'ss'],
]);

/**
 * The latest day from which on a request may ask for coverage: a later one is a mistyped year. What lay
 * about after receipt is counted from the day on which it is opened.
 */
export function latestStart({ asOf }: CaseRecord, { now, settings }: Moment): CalendarDate {
  const today = dateIn(now, settings.timeZone);
  return addMonths(asOf > today ? asOf : today, START_AHEAD_MONTHS);
}

/**
 * Why no case is opened: an authorization answers the request already. Any continuation is answered by
 * a renewal that has not begun; an initiation by whatever covers its days, if software would approve it
 * and nothing of the treatment differs.
 */
export function answeredAlready(
  record: CaseRecord,
  { determination, finding }: Evaluation,
  moment: Moment,
): Refusal | null {
  const { approvalMonths } = determination;
  if (approvalMonths === null) return null;
  const placement = placementFor(record, approvalMonths, moment);
  const { inTheWay, period } = placement;
  const [first] = inTheWay;
  if (!first) return null;
  if (record.requestType === 'continuation') return duplicateOf(first, RENEWAL_STANDS);
  const wouldApprove =
    finding.outcome === 'criteria-met' &&
    !finding.held &&
    otherHolds(record, placement, moment).length === 0;
  const differs = inTheWay.some(
    (each) => differencesFrom(record, each, period.start, moment).length > 0,
  );
  return wouldApprove && !differs ? duplicateOf(first, NOTHING_DIFFERS) : null;
}

/**
 * Why a person does not approve: a renewal stands, or an authorization that the case does not name.
 * @param usual for how many months the guideline approves; more may reach what the case never names
 */
export function standsAgainst(
  record: CaseRecord,
  months: number,
  usual: number,
  moment: Moment,
): Refusal | null {
  const { inTheWay } = placementFor(record, months, moment);
  const named = record.holds
    .filter(({ id }) => id === 'already-covered')
    .map(({ authorization }) => authorization);
  const unseen = inTheWay.find(
    ({ number }) => record.requestType === 'continuation' || !named.includes(number),
  );
  if (!unseen) return null;
  if (record.requestType === 'continuation') {
    return duplicateOf(unseen, `${RENEWAL_STANDS}; ${DAYS_BEFORE}`, record.id);
  }
  const isInTheUsualWay = placementFor(record, usual, moment).inTheWay.includes(unseen);
  return duplicateOf(unseen, isInTheUsualWay ? NOT_NAMED_YET : TOO_LONG, record.id);
}

/**
 * Why a person does not decide on what they were not shown.
 * @param found the case as it is found to be now
 */
export function notShown(record: CaseRecord, found: CaseRecord): Refusal {
  const shown = record.holds.map(({ message }) => message);
  const messages = found.holds.map(({ message }) => message);
  const added = messages.filter((message) => !shown.includes(message));
  const detail =
    added.length > 0
      ? `${added.join('; ')}; ${NOT_NAMED_YET}`
      : 'what the case rests on has changed since you read it; read the case again, and decide anew';
  return { code: 'case-changed', detail, caseId: record.id };
}

const RENEWAL_STANDS = 'a renewal can be requested once that authorization has begun';
const NOTHING_DIFFERS = 'the request asks for the same treatment';
const DAYS_BEFORE = 'days before that can be approved on a new request, for as many months as fit';
const TOO_LONG = 'approve this request for fewer months, so that it ends before that one begins';
const NOT_NAMED_YET = 'the case does not name it yet; read the case again, and decide anew';

function duplicateOf(authorization: AuthorizationRecord, why: string, caseId?: string): Refusal {
  return {
    code: 'duplicate-authorization',
    detail: `the member has authorization ${authorization.number}, ${daysOf(authorization)}; ${why}`,
    authorization: authorization.number,
    ...(caseId !== undefined && { caseId }),
  };
}

/**
 * Coverage that would begin so far ahead that a person looks first. What follows on the coverage of today
 * begins when that ends: it is judged by the day that was asked for, and by how soon it is renewed. What
 * another is in the way of begins nowhere yet, and is judged by the day that was asked for alone.
 */
function farAhead(
  { asOf, requestedStart }: CaseRecord,
  { renews, inTheWay, period }: Placement<AuthorizationRecord>,
  { now, settings }: Moment,
): readonly CaseHold[] {
  const today = dateIn(now, settings.timeZone);
  const isInTheWay = inTheWay.length > 0;
  const follows = renews.some((one) => coversOn(one, today));
  if (!isInTheWay && follows && period.start > addMonths(today, RENEWAL_AHEAD_MONTHS)) {
    return [
      startsAhead(
        'coverage would begin on',
        period.start,
        `${RENEWAL_AHEAD_MONTHS} months from now`,
      ),
    ];
  }
  const begins = isInTheWay || follows ? requestedStart : period.start;
  if (begins <= addDays(asOf, START_AHEAD_DAYS)) return [];
  const words =
    begins === requestedStart ? 'coverage is requested from' : 'coverage would begin on';
  return [startsAhead(words, begins, `${START_AHEAD_DAYS} days after receipt`)];
}

function startsAhead(words: string, day: CalendarDate, limit: string): CaseHold {
  return {
    id: 'start-far-ahead',
    message: `${words} ${dayWords(day)}, more than ${limit}`,
    authorization: null,
  };
}

/** Whether coverage would end before today: it was asked for long ago, and answered late. */
export function isOverAlready(
  { period }: Placement<AuthorizationRecord>,
  { now, settings }: Moment,
): boolean {
  return period.end < dateIn(now, settings.timeZone);
}

function overAlready({ period: { start, end } }: Placement<AuthorizationRecord>): CaseHold {
  return {
    id: 'over-already',
    message: `coverage from ${dayWords(start)} through ${dayWords(end)} would be over already`,
    authorization: null,
  };
}

function endedBefore(authorization: AuthorizationRecord): CaseHold {
  const { number, endReason } = authorization;
  const why = endReason === null ? '' : `: ${END_WORDS[endReason]}`;
  return {
    id: 'ended-before',
    message: `authorization ${number} was ended on ${dayWords(lastCoveredDay(authorization))}${why}`,
    authorization: number,
  };
}

/**
 * What was told when the member was denied still counts where the request leaves it out. Where the criteria
 * were met and a person denied all the same, only a person can tell what has changed.
 */
function deniedBefore(
  record: CaseRecord,
  { coverage: { denied, deniedOtherwise } }: Moment,
): readonly CaseHold[] {
  if (deniedOtherwise) {
    return [denial(deniedOtherwise, 'nothing has been approved for the member since')];
  }
  const last = denied.at(-1);
  if (!last) return [];
  const reading = newestReadingOf(record);
  if (!reading) return [];
  const facts = [...denied, record].reduce<Facts>(
    (told, one) => toldSince(reading, told, one.facts),
    {},
  );
  const { finding } = evaluateQuestion({ ...record, facts }, reading);
  const isAnswered = finding.outcome === 'criteria-met' && !finding.held;
  const wasMet = denied.some(
    ({ determination: { outcome, holds } }) => outcome === 'criteria-met' && holds.length === 0,
  );
  if (isAnswered && !wasMet) return [];
  return [denial(last, 'this request does not answer why')];
}

/**
 * Of an initiation for days that nothing covers, while a case is open that would renew what covers the member
 * today: once the one is approved, the other has to wait until that has begun.
 */
function renewalOpen(
  { inTheWay }: Placement<AuthorizationRecord>,
  { coverage: { reviews } }: Moment,
): readonly CaseHold[] {
  const [review] = reviews;
  if (inTheWay.length > 0 || !review) return [];
  const message = `case ${review.number} asks to renew what the member has today`;
  return [{ id: 'renewal-open', message, authorization: null }];
}

function denial({ number }: CaseRecord, why: string): CaseHold {
  return {
    id: 'denied-before',
    message: `case ${number} was denied, and ${why}`,
    authorization: null,
  };
}

/** The guideline takes such a text for its first drug (R2); only a person can tell what else it names. */
const UNREAD_DRUG: CaseHold = {
  id: 'unread-drug',
  message: 'a combination drug is followed by words that may name another drug',
  authorization: null,
};

function isUnread(record: CaseRecord): boolean {
  const reading = newestReadingOf(record);
  return reading !== null && namesMoreThanAgents(reading, record.facts);
}

/** Why an authorization was ended, as the end of a sentence. */
export const END_WORDS: Readonly<Record<EndReason, string>> = {
  'therapy-stopped': 'therapy stopped',
  'member-died': 'member died',
  'coverage-ended': 'coverage ended',
  superseded: 'superseded',
  'entered-in-error': 'entered in error',
};

function covered(
  record: CaseRecord,
  authorization: AuthorizationRecord,
  start: CalendarDate,
  moment: Moment,
): CaseHold {
  const stands = `authorization ${authorization.number} is approved ${daysOf(authorization)}`;
  const differences = differencesFrom(record, authorization, start, moment);
  const compared =
    record.requestType === 'continuation'
      ? RENEWAL_STANDS
      : differences.length === 0
        ? NOTHING_DIFFERS
        : `this request differs: ${differences.join(', ')}`;
  return {
    id: 'already-covered',
    message: `${stands}; ${compared}`,
    authorization: authorization.number,
  };
}

/** In what an initiation differs from an authorization that covers its days, each in a few words. */
function differencesFrom(
  record: CaseRecord,
  { number, period }: AuthorizationRecord,
  start: CalendarDate,
  { coverage }: Moment,
): readonly string[] {
  const approved = coverage.approvedOn.get(number);
  const earlier = start < period.start ? [`coverage from ${dayWords(start)} on`] : [];
  const guideline = newestReadingOf(record);
  if (!guideline || !approved) return earlier;
  const differences = treatmentDifferences(guideline, approved, record.facts);
  if (differences.length === 0) return earlier;
  const described = guidelineDescription(guideline.id, guideline.version)?.facts ?? [];
  return [
    ...earlier,
    ...differences.map(({ fact, before, after }) => {
      const { label = fact, unit = null } = described.find(({ path }) => path === fact) ?? {};
      const lower = label.charAt(0).toLowerCase() + label.slice(1);
      return `${lower} ${valueWords(after, unit)} instead of ${valueWords(before, unit)}`;
    }),
  ];
}

function valueWords(value: unknown, unit: string | null): string {
  if (value === undefined) return 'not documented';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(' + ');
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return unit === null ? words : `${words} ${unit}`;
}

function daysOf(authorization: AuthorizationRecord): string {
  const { start } = authorization.period;
  return `from ${dayWords(start)} through ${dayWords(lastCoveredDay(authorization))}`;
}

/** `May 24, 2027` */
export function dayWords(day: CalendarDate): string {
  return LONG.format(new Date(`${day}T00:00:00Z`));
}

const LONG = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
