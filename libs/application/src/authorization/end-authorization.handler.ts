import {
  accept,
  addDays,
  dateIn,
  lastCoveredDay,
  refuse,
  type Actor,
  type CalendarDate,
  type EndReason,
  type Fault,
  type Refusal,
  type Result,
  type TimeZone,
} from '@assent/domain';
import { auditEntries } from '../case/audit-entries';
import { changingAlso } from '../case/change-case';
import { closingAppeals } from '../case/closing-appeals';
import { misuseOf } from '../case/command-replay';
import { AGAIN, retryOnConflict } from '../case/retry-on-conflict';
import { tellingOthers } from '../case/tell-other-cases';
import { end, endReview } from '../life-cycle/end-authorization';
import { givingBack, goingNoFurther } from '../life-cycle/give-back';
import { startStep, toOfficeOnly, type Step } from '../life-cycle/step';
import { isAnothers, isReviewOf } from '../member-coverage/case-placement';
import { coverageAmong } from '../member-coverage/member-coverage';
import type { Moment } from '../member-coverage/moment';
import { seenMember } from '../member-coverage/same-member';
import { dayWords } from '../member-coverage/words';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord, KnownMember } from '../ports/case-record';
import type { Change, CommandKey } from '../ports/change';
import type { Ports } from '../ports/ports';
import { openReviewOf } from './authorization-timers.handler';

export interface EndAuthorization {
  readonly number: string;
  readonly reason: EndReason;
  /** The last covered day; a day before the first one revokes all of it. */
  readonly lastDay: CalendarDate;
  readonly note?: string | undefined;
  readonly actor: Actor;
  readonly command?: CommandKey;
}

/**
 * Ends an authorization before its last day. One that was ended early, and still covers a day
 * ahead, can end on an earlier day, or because the member has died; the new end replaces the first.
 * The same change cancels its reminders and withdraws its open review. If nothing is left to treat
 * or to cover, it revokes what was approved to begin later; if the authorization was entered in
 * error, it revokes its renewal, and what it renewed has no renewal again. Refused:
 * `authorization-not-found`, `authorization-over` once it has expired, or was ended and would not
 * end earlier, `invalid` for a last day outside the authorization or after today if the member has
 * died, `idempotency-key-reused`.
 */
export function endAuthorization(ports: Ports) {
  return (command: EndAuthorization): Promise<Result<AuthorizationRecord>> =>
    retryOnConflict(async (takeTurn) => {
      const { records, settings, clock } = ports;
      const authorization = await records.authorization(command.number);
      if (!authorization) return refuse(NO_SUCH_AUTHORIZATION);
      await takeTurn(authorization.memberId);
      const earlier = await endedBefore(ports, command);
      if (earlier) return earlier;
      const now = await clock.now();
      const today = dateIn(now, settings.timeZone);
      const refusal = refusalOf(authorization, command, today, settings.timeZone);
      if (refusal) return refuse(refusal);
      const origin = await records.case(authorization.caseId);
      if (!origin) throw new Error(`the case of ${authorization.number} is missing`);
      const known = await records.knownMember(authorization.memberId);
      const told = await tellingOthers(
        ports,
        await ending(ports, known, authorization, origin, command, now),
        now,
      );
      const step = await closingAppeals(ports, told, command.actor, now);
      const outcome = await records.commit({
        ...changeOf(step, command, now),
        seen: seenMember(authorization.memberId, known),
      });
      if (outcome !== 'committed') return AGAIN;
      const [ended = authorization] = step.authorizations;
      return accept(ended);
    });
}

const NO_SUCH_AUTHORIZATION = {
  code: 'authorization-not-found',
  detail: 'there is no authorization with this number',
} as const;

/** The answer to a command that already ran; null if it did not. */
async function endedBefore(
  { records }: Ports,
  { number, actor, command }: EndAuthorization,
): Promise<Result<AuthorizationRecord> | null> {
  const earlier = command && (await records.command(command.key));
  if (!earlier) return null;
  const misuse = misuseOf(earlier, command.digest, actor);
  if (misuse) return refuse(misuse);
  const ended = await records.authorization(number);
  return ended ? accept(ended) : refuse(NO_SUCH_AUTHORIZATION);
}

function refusalOf(
  authorization: AuthorizationRecord,
  { lastDay, reason }: EndAuthorization,
  today: CalendarDate,
  timeZone: TimeZone,
): Refusal | null {
  const { number, period, issuedAt } = authorization;
  const over = whyOver(authorization, { lastDay, reason }, today);
  if (over) {
    return {
      code: 'authorization-over',
      detail: `authorization ${number} ${over}`,
      authorization: number,
    };
  }
  const issuedOn = dateIn(issuedAt, timeZone);
  const earliest = addDays(issuedOn < period.start ? issuedOn : period.start, -1);
  if (lastDay < earliest || lastDay > period.end) {
    return refusedDay(
      `the last day must be from ${dayWords(earliest)} through ${dayWords(period.end)}`,
      'out-of-range',
      `must be from ${dayWords(earliest)}, the day before the authorization starts, through ${dayWords(period.end)}, its last day`,
    );
  }
  if (reason !== 'member-died' || lastDay <= today) return null;
  return refusedDay(
    `the member has died, so the last day can't be after today, ${dayWords(today)}`,
    'in-the-future',
    `can't be after today, ${dayWords(today)}, because the member has died`,
  );
}

/**
 * Why an authorization cannot end, or not like this; null if it can. An ended one can end again
 * until its last day is over: on an earlier day, or by a death, which only an earlier one replaces.
 */
function whyOver(
  { status, period, endedOn, endReason }: AuthorizationRecord,
  { lastDay, reason }: Pick<EndAuthorization, 'lastDay' | 'reason'>,
  today: CalendarDate,
): string | null {
  if (status === 'expired') return 'has expired';
  if (endedOn === null) return null;
  const already = 'has already ended';
  if (endedOn < today || endedOn < period.start) return already;
  const isDeath = reason === 'member-died';
  if (endReason === 'member-died' && !isDeath) return `${already}, because the member has died`;
  const isNewlyTold = isDeath && endReason !== 'member-died';
  if (lastDay < endedOn || (isNewlyTold && lastDay === endedOn)) return null;
  return `${already}: its last day is ${dayWords(endedOn)}, and it can only be changed to an earlier day`;
}

function refusedDay(detail: string, code: Fault['code'], message: string): Refusal {
  return { code: 'invalid', detail, faults: [{ path: 'lastDay', code, message }] };
}

async function ending(
  ports: Ports,
  known: KnownMember | null,
  stored: AuthorizationRecord,
  origin: CaseRecord,
  { reason, lastDay, note, actor: by }: EndAuthorization,
  now: Date,
): Promise<Step> {
  const { records, ids, settings } = ports;
  const all = await records.authorizationsOf(stored.memberId, stored.drug);
  const today = dateIn(now, settings.timeZone);
  // An end makes no room for anything: what continues coverage ends as well.
  const own = all.filter((one) => one.lineOfBusiness === origin.lineOfBusiness);
  const coverage = { ...(await coverageAmong(known, all, records, origin, today)), own };
  const moment: Moment = { now, ids, settings, coverage };
  const authorization = withoutReplacement(stored, reason, coverage.own);
  const how = { reason, lastDay, by, ...(note !== undefined && { note }) };
  const ended = alsoEnding(authorization, how, coverage.own).reduce(
    (step, each) => end(step, each, { ...how, lastDay: lastDayOf(each, lastDay) }, moment),
    end(startStep(origin), authorization, how, moment),
  );
  const review = await openReviewOf(records, authorization);
  const isNewDeath = reason === 'member-died' && stored.endReason !== reason;
  const reviewed =
    review &&
    !isAnothers(review) &&
    (isNewDeath || isReviewOfItAlone(review, authorization, coverage.own))
      ? endReview(ended, review, authorization.number, by, moment)
      : ended;
  // No letter is written to a member who has died.
  const told =
    reason === 'member-died'
      ? { ...reviewed, notices: reviewed.notices.map(toOfficeOnly) }
      : reviewed;
  if (!coversNothing(authorization, how)) return told;
  const isAskedForAnew = !ENDS_WHAT_FOLLOWS.includes(reason);
  return (isAskedForAnew ? givingBack : goingNoFurther)(told, authorization, moment);
}

/** What ends with an authorization: what follows it; after a death, all that covers later days. */
function alsoEnding(
  authorization: AuthorizationRecord,
  { reason, lastDay }: Pick<EndAuthorization, 'reason' | 'lastDay'>,
  own: readonly AuthorizationRecord[],
): readonly AuthorizationRecord[] {
  const followers = followersOf(authorization, reason, own);
  if (reason !== 'member-died') return followers;
  const isAnotherDay = authorization.endReason === reason;
  const others = own.filter(
    (one) =>
      one.number !== authorization.number &&
      !followers.includes(one) &&
      one.status !== 'expired' &&
      lastCoveredDay(one) >= one.period.start &&
      lastCoveredDay(one) > lastDay &&
      // A corrected day of death keeps what a person approved since the report.
      (!isAnotherDay || one.endReason === reason),
  );
  return [...followers, ...others];
}

/** The last day of what ends with another: before its first if it begins later. */
function lastDayOf({ period }: AuthorizationRecord, lastDay: CalendarDate): CalendarDate {
  return period.start > lastDay ? addDays(period.start, -1) : lastDay;
}

/** Whether it was entered in error, or ends before it began. */
function coversNothing(
  { period }: AuthorizationRecord,
  { reason, lastDay }: Pick<EndAuthorization, 'reason' | 'lastDay'>,
): boolean {
  return reason === 'entered-in-error' || lastDay < period.start;
}

/** Reasons that leave nothing to treat or to cover after the last day. */
const ENDS_WHAT_FOLLOWS: readonly EndReason[] = [
  'therapy-stopped',
  'member-died',
  'coverage-ended',
];

/**
 * The authorizations that cover no day once this one ends: all that begin after it if nothing is
 * left to treat or to cover; its renewals if it was entered in error.
 */
function followersOf(
  { number, period, endReason, renewedBy }: AuthorizationRecord,
  reason: EndReason,
  own: readonly AuthorizationRecord[],
): readonly AuthorizationRecord[] {
  // A new last day alone revokes nothing that was approved since the end.
  if (endReason === reason) return [];
  const later = own.filter(
    (other) =>
      other.number !== number && other.status === 'active' && other.period.start > period.start,
  );
  if (ENDS_WHAT_FOLLOWS.includes(reason)) return later;
  const renewal = later.find((other) => other.number === renewedBy);
  if (renewal?.continues !== undefined) return [renewal];
  if (reason !== 'entered-in-error' || !renewal) return [];
  return [renewal, ...followersOf(renewal, reason, own)];
}

/**
 * An authorization that now ends for a reason other than replacement: what replaced it is no
 * renewal of it.
 */
function withoutReplacement(
  authorization: AuthorizationRecord,
  reason: EndReason,
  own: readonly AuthorizationRecord[],
): AuthorizationRecord {
  const { endReason, renewedBy, period } = authorization;
  if (endReason !== 'superseded' || reason === 'superseded') return authorization;
  const isReplaced = own.some(
    ({ number, period: { start } }) => number === renewedBy && start <= period.end,
  );
  return isReplaced ? { ...authorization, renewedBy: null } : authorization;
}

/** Whether a case renews this authorization and no other active one. */
function isReviewOfItAlone(
  review: CaseRecord,
  authorization: AuthorizationRecord,
  own: readonly AuthorizationRecord[],
): boolean {
  return (
    isReviewOf(review, authorization) &&
    !own.some(
      (other) =>
        other.number !== authorization.number &&
        other.status === 'active' &&
        other.continues === undefined &&
        other.continuationCaseId === review.id,
    )
  );
}

function changeOf(step: Step, { actor, command }: EndAuthorization, now: Date): Change {
  const { record: origin, alsoChanged, isQuiet: _, ...rest } = step;
  const also = changingAlso(alsoChanged);
  return {
    ...rest,
    ...also,
    audit: auditEntries([origin, ...also.alsoChanged], actor, 'end-authorization', now),
    ...(command && { command }),
  };
}
