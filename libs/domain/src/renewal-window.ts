import type { AuthorizationStatus, LineOfBusiness } from '@assent/vocabulary';
import { expiryOf, type Period } from './authorization';
import { addDays, addHours, dateIn, type CalendarDate, type TimeZone } from './dates';
import type { DecisionClocks } from './decision-clock';
import { CONTINUATION_OPENS_DAYS } from './renewal-reminders';

/** When the renewal of an authorization can be asked for, in days of the payer's zone. */
export interface RenewalWindow {
  /** The day on which the continuation review opens. */
  readonly opensOn: CalendarDate;
  /** The last day on which a standard request is decided before cover ends, whenever it is sent. */
  readonly lastSafeOn: CalendarDate;
  /** The last covered day. */
  readonly coverEndsOn: CalendarDate;
}

/** Where a renewal stands: `late` when a decision in time is no longer sure. */
export type RenewalState = 'not-open' | 'open' | 'late' | 'renewed' | 'lapsed';

/** Where no clock runs for the line of business, every covered day is safe. */
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

/** The last day whose end is at least so many hours before the end of cover. */
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
