import type { AuthorizationStatus, LineOfBusiness } from '@assent/vocabulary';
import { expiryOf, type Period } from './authorization';
import { addDays, addHours, dateIn, type CalendarDate, type TimeZone } from './dates';
import type { DecisionClocks } from './decision-clock';
import { CONTINUATION_OPENS_DAYS } from './renewal-reminders';

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

/** If no clock runs for the line of business, every covered day is safe. */
export function renewalWindow(
  period: Period,
  lineOfBusiness: LineOfBusiness,
  clocks: DecisionClocks,
  zone: TimeZone,
): RenewalWindow {
  const clock = clocks.find(
    (row) => row.lineOfBusiness === lineOfBusiness && row.urgency === 'standard',
  );
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
