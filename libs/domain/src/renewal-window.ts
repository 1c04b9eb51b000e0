import type { AuthorizationStatus, LineOfBusiness } from '@assent/vocabulary';
import { expiryOf, type Period } from './authorization';
import { addDays, addHours, atHour, dateIn, type CalendarDate, type TimeZone } from './dates';
import { clockOf, type DecisionClocks } from './decision-clock';
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

/** The state of a renewal: `late` when a decision in time is no longer sure. */
export type RenewalState = 'not-open' | 'open' | 'late' | 'renewed' | 'lapsed';

/** When the renewal review of a period opens: with the first reminder. */
export function continuationOpensAt(period: Period, zone: TimeZone): Date {
  return atHour(addDays(period.end, -CONTINUATION_OPENS_DAYS), REMINDER_HOUR, zone);
}

/** If no clock runs for the line of business, every covered day is safe. */
export function renewalWindow(
  period: Period,
  lineOfBusiness: LineOfBusiness,
  clocks: DecisionClocks,
  zone: TimeZone,
): RenewalWindow {
  const clock = clockOf(clocks, lineOfBusiness, 'standard');
  return {
    opensOn: addDays(period.end, -CONTINUATION_OPENS_DAYS),
    lastSafeOn: clock ? lastDayOver(period, clock.hours, zone) : period.end,
    coverEndsOn: period.end,
  };
}

/** The last day that ends at least so many hours before coverage ends. */
function lastDayOver(period: Period, hours: number, zone: TimeZone): CalendarDate {
  return addDays(dateIn(addHours(expiryOf(period, zone), -hours), zone), -1);
}

export function renewalState(
  {
    status,
    renewedBy,
  }: { readonly status: AuthorizationStatus; readonly renewedBy: string | null },
  { opensOn, lastSafeOn, coverEndsOn }: RenewalWindow,
  today: CalendarDate,
): RenewalState {
  if (renewedBy !== null) return 'renewed';
  if (status !== 'active' || today > coverEndsOn) return 'lapsed';
  if (today < opensOn) return 'not-open';
  return today <= lastSafeOn ? 'open' : 'late';
}
