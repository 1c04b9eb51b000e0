import { namesMoreThanAgents, toldSince, type Facts } from '@assent/criteria';
import {
  addDays,
  addMonths,
  coversOn,
  dateIn,
  lastCoveredDay,
  RENEWAL_AHEAD_MONTHS,
  START_AHEAD_DAYS,
  type CalendarDate,
  type Placement,
} from '@assent/domain';
import { evaluateQuestion, newestReadingOf, type Evaluation } from '../evaluation/evaluation';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseHold, CaseRecord, KnownMember } from '../ports/case-record';
import { placementFor, isOverAlready } from './case-placement';
import { differencesFrom } from './differences';
import type { Moment } from './moment';
import { isBornAnotherDay, hasAnotherName } from './same-member';
import { RENEWAL_STANDS, NOTHING_DIFFERS, END_WORDS, daysOf, dayWords } from './words';

/** Why software does not approve the case, besides the guideline's holds: a person reviews it. */
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
export function otherHolds(
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

/** Once true, it holds while the case is open. */
function anotherPerson(record: CaseRecord, { coverage }: Moment): readonly CaseHold[] {
  const held = record.holds.filter(({ id }) => id === 'another-person');
  return held.length > 0 ? held : anotherPersonThan(coverage.known, record);
}

/**
 * Why software does not approve a case under a number that the record has for another person: with
 * another birth date, or another first name, as for twins.
 */
function anotherPersonThan(known: KnownMember | null, { member }: CaseRecord): readonly CaseHold[] {
  const { birthDate: born, givenName: name } = member;
  if (!known || !(isBornAnotherDay(known, born) || hasAnotherName(known, name))) return [];
  const { givenName, familyName, birthDate } = known;
  const message = `this member ID belongs to ${givenName} ${familyName}, born ${dayWords(birthDate)}`;
  return [{ id: 'another-person', message, authorization: null }];
}

/**
 * Coverage that would begin so far ahead that a person looks first. If it follows today's coverage,
 * it begins when that ends: the requested day counts, and how early the renewal is. If another
 * authorization is in its way, it has no start yet, and only the requested day counts.
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
        'coverage would start on',
        period.start,
        `${RENEWAL_AHEAD_MONTHS} months from now`,
      ),
    ];
  }
  const begins = isInTheWay || follows ? requestedStart : period.start;
  if (begins <= addDays(asOf, START_AHEAD_DAYS)) return [];
  const words =
    begins === requestedStart ? 'coverage is requested from' : 'coverage would start on';
  return [startsAhead(words, begins, `${START_AHEAD_DAYS} days after receipt`)];
}

function startsAhead(words: string, day: CalendarDate, limit: string): CaseHold {
  return {
    id: 'start-far-ahead',
    message: `${words} ${dayWords(day)}, more than ${limit}`,
    authorization: null,
  };
}

function overAlready({ period: { start, end } }: Placement<AuthorizationRecord>): CaseHold {
  return {
    id: 'over-already',
    message: `coverage from ${dayWords(start)} through ${dayWords(end)} would already have ended`,
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
 * Facts from the denial still count if the request omits them. If the criteria were met and a
 * person denied all the same, only a person can tell what has changed.
 */
function deniedBefore(
  record: CaseRecord,
  { coverage: { denied, deniedOtherwise } }: Moment,
): readonly CaseHold[] {
  if (deniedOtherwise) {
    return [denial(deniedOtherwise, 'no request for the member has been approved since')];
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
  return [denial(last, 'this request does not address the reason')];
}

/**
 * For an initiation on uncovered days, while an open case would renew the member's coverage of
 * today: once one is approved, the other must wait until that has begun.
 */
function renewalOpen(
  { inTheWay }: Placement<AuthorizationRecord>,
  { coverage: { reviews } }: Moment,
): readonly CaseHold[] {
  const [review] = reviews;
  if (inTheWay.length > 0 || !review) return [];
  const message = `case ${review.number} is an open renewal of the member's current coverage`;
  return [{ id: 'renewal-open', message, authorization: null }];
}

function denial({ number }: CaseRecord, why: string): CaseHold {
  return {
    id: 'denied-before',
    message: `case ${number} was denied, and ${why}`,
    authorization: null,
  };
}

/** The guideline takes such a text for its first drug (R2); only people see what else it names. */
const UNREAD_DRUG: CaseHold = {
  id: 'unread-drug',
  message: 'the text after a combination drug may name another drug',
  authorization: null,
};

function isUnread(record: CaseRecord): boolean {
  const reading = newestReadingOf(record);
  return reading !== null && namesMoreThanAgents(reading, record.facts);
}

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
