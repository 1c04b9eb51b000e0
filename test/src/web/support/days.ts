import { addDays, dateIn } from '@assent/domain';
import { ZONE } from '../../support/desk';

/** The plan's calendar date so many days from today (before it where negative). */
export function dayAhead(days: number): string {
  return addDays(dateIn(new Date(), ZONE), days);
}
