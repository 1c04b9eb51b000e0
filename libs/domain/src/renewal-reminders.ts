import type { Period } from './authorization';
import { addDays, atHour, type TimeZone } from './dates';

/** How many days before the last covered day we remind the provider office of renewal. */
export const REMINDER_DAYS = [60, 30, 14, 7] as const;

/** Reminders are in the office's inbox when it opens: they are due at this hour, payer's zone. */
export const REMINDER_HOUR = 6;

export interface DueReminder {
  readonly daysBefore: number;
  readonly dueAt: Date;
}

/**
 * The renewal reminders of a period, earliest first. It omits those that would have been due before
 * the authorization was `issuedAt`.
 */
export function renewalReminders(period: Period, issuedAt: Date, zone: TimeZone): DueReminder[] {
  return REMINDER_DAYS.map((daysBefore) => ({
    daysBefore,
    dueAt: atHour(addDays(period.end, -daysBefore), REMINDER_HOUR, zone),
  })).filter(({ dueAt }) => dueAt > issuedAt);
}
