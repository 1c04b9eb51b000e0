import type { AuthorizationStatus } from '@assent/vocabulary';
import { expiryOf, type Period } from './authorization';
import type { ClockScope } from './clock-scope';
import {
  addDays,
  addHours,
  atHour,
  dateIn,
  endOfDay,
  type CalendarDate,
  type TimeZone,
} from './dates';
import {
  clockOf,
  dueAfter,
  strictestClock,
  type DecisionClocks,
  type RuleTime,
} from './decision-clock';
import { REMINDER_HOUR } from './renewal-reminders';

/** How many days before the last covered day the renewal review opens. */
export const CONTINUATION_OPENS_DAYS = 60;

/** When a renewal can be requested, in days of the payer's zone. */
export interface RenewalWindow {
  /** The day when the renewal review opens. */
  readonly opensOn: CalendarDate;
  /** The last day on which any standard request is decided before coverage ends. */
  readonly lastSafeOn: CalendarDate;
  /** The last covered day. */
  readonly coverEndsOn: CalendarDate;
}

/** The state of a renewal: `late` when a decision in time is no longer sure, `continued` while
 * coverage goes on because its end is appealed. */
export type RenewalState = 'not-open' | 'open' | 'late' | 'renewed' | 'continued' | 'lapsed';

/** When the renewal review of a period opens: with the first reminder. */
export function continuationOpensAt(period: Period, zone: TimeZone): Date {
  return atHour(addDays(period.end, -CONTINUATION_OPENS_DAYS), REMINDER_HOUR, zone);
}

/** If no clock runs for the line of business, every covered day is safe. */
export function renewalWindow(
  period: Period,
  scope: ClockScope,
  clocks: DecisionClocks,
  zone: TimeZone,
): RenewalWindow {
  return {
    opensOn: addDays(period.end, -CONTINUATION_OPENS_DAYS),
    lastSafeOn: lastSafeDay(period, scope, clocks, zone),
    coverEndsOn: period.end,
  };
}

/** The last day until whose end a standard request is decided before coverage ends. */
function lastSafeDay(
  period: Period,
  scope: ClockScope,
  clocks: DecisionClocks,
  zone: TimeZone,
): CalendarDate {
  const plans = clockOf(clocks, scope, 'standard');
  if (!plans) return period.end;
  const expiry = expiryOf(period, zone);
  const isSafe = (day: CalendarDate) => {
    const end = endOfDay(day, zone);
    const last = new Date(end.getTime() - 1);
    const clock = strictestClock(clocks, scope, 'standard', last, zone) ?? plans;
    // A time in hours starts by the end of the day, one in days on the day itself.
    return dueAfter(clock, clock.days ? last : end, zone) <= expiry;
  };
  let day = safeForSure(plans, expiry, zone);
  while (isSafe(addDays(day, 1))) day = addDays(day, 1);
  return day;
}

/** A day that is safe by the plan's own figure; that of a state is stricter. */
function safeForSure({ hours, days }: RuleTime, expiry: Date, zone: TimeZone): CalendarDate {
  return hours === undefined
    ? addDays(dateIn(expiry, zone), -2 * days.count - SEVERAL_HOLIDAYS)
    : addDays(dateIn(addHours(expiry, -hours), zone), -1);
}

/** More days off in a row than there are. */
const SEVERAL_HOLIDAYS = 10;

export function renewalState(
  {
    status,
    renewedBy,
    isContinued,
  }: {
    readonly status: AuthorizationStatus;
    readonly renewedBy: string | null;
    readonly isContinued?: true | undefined;
  },
  { opensOn, lastSafeOn, coverEndsOn }: RenewalWindow,
  today: CalendarDate,
): RenewalState {
  if (renewedBy !== null) return isContinued ? 'continued' : 'renewed';
  if (status !== 'active' || today > coverEndsOn) return 'lapsed';
  if (today < opensOn) return 'not-open';
  return today <= lastSafeOn ? 'open' : 'late';
}
