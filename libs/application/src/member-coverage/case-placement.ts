import {
  addMonths,
  dateIn,
  endOfDay,
  lastCoveredDay,
  makingRoom,
  placementFrom,
  placementOf,
  START_AHEAD_MONTHS,
  type CalendarDate,
  type ClockScope,
  type Placement,
} from '@assent/domain';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseRecord } from '../ports/case-record';
import type { Moment } from './moment';
import { isDoubted } from './same-member';

/** Where an approval for so many months would lie among the member's authorizations. */
export function placementFor(
  { requestType, requestedStart }: CaseRecord,
  months: number,
  { now, settings, coverage }: Moment,
): Placement<AuthorizationRecord> {
  const asked = { requestType, requestedStart, months };
  return placementOf(asked, coverage.own, dateIn(now, settings.timeZone));
}

/** The same on a first day that a reviewer chose; null if it cannot begin then. */
export function placementOn(
  { requestType, requestedStart }: CaseRecord,
  months: number,
  start: CalendarDate,
  { now, settings, coverage }: Moment,
): Placement<AuthorizationRecord> | null {
  const asked = { requestType, requestedStart, months };
  return placementFrom(asked, start, coverage.own, dateIn(now, settings.timeZone));
}

/** What an approval of the case would renew, for any length. */
export function renewedBy(record: CaseRecord, moment: Moment): readonly AuthorizationRecord[] {
  return placementFor(record, 1, moment).renews;
}

/** What the clocks of a case depend on, with the end of the coverage that a renewal asks to go on. */
export function clockScopeOf(record: CaseRecord, moment: Moment): ClockScope {
  const { lineOfBusiness, coverageType, jurisdiction } = record;
  const [renewed] = renewedBy(record, moment);
  const { timeZone } = moment.settings;
  return {
    lineOfBusiness,
    coverageType,
    jurisdiction,
    coverageEndsAt: renewed ? endOfDay(lastCoveredDay(renewed), timeZone) : null,
  };
}

/** The first day an approval of the case would cover among some authorizations, for any length. */
export function startAmong(
  { id, requestType, requestedStart, lineOfBusiness }: CaseRecord,
  authorizations: readonly AuthorizationRecord[],
  today: CalendarDate,
): CalendarDate {
  const own = authorizations.filter(
    (one) =>
      one.lineOfBusiness === lineOfBusiness && (one.caseId !== id || one.continues !== undefined),
  );
  const asked = { requestType, requestedStart, months: 1 };
  return placementOf(asked, makingRoom(own, today), today).period.start;
}

/** Whether a renewal was requested under another person's number, as far as known. */
export function isAnothers(record: Pick<CaseRecord, 'holds' | 'carriedFrom'>): boolean {
  return record.carriedFrom === null && isDoubted(record);
}

/** Whether a case was opened to renew an authorization, for its own member as far as known. */
export function isReviewOf(
  review: CaseRecord,
  { number, continuationCaseId }: Pick<AuthorizationRecord, 'number' | 'continuationCaseId'>,
): boolean {
  return !isAnothers(review) && (review.renews === number || review.id === continuationCaseId);
}

/**
 * The latest first day that a request may ask for: a later one is a mistyped year. A request that
 * sat after receipt counts from the day on which it is opened.
 */
export function latestStart({ asOf }: CaseRecord, { now, settings }: Moment): CalendarDate {
  const today = dateIn(now, settings.timeZone);
  return addMonths(asOf > today ? asOf : today, START_AHEAD_MONTHS);
}

/** Whether coverage would end before today: an old request, answered late. */
export function isOverAlready(
  { period }: Placement<AuthorizationRecord>,
  { now, settings }: Moment,
): boolean {
  return period.end < dateIn(now, settings.timeZone);
}
