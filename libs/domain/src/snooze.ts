import type { Actor } from './case';

/** A case snoozed out of the queues; its clock runs on. */
export interface Snooze {
  readonly until: Date;
  readonly reason: string;
  readonly by: Actor;
}

export const MAX_SNOOZE_DAYS = 30;

/** The snooze while it lasts: it ends by itself at its instant. */
export function snoozeAt(now: Date, snooze: Snooze | null): Snooze | null {
  return snooze && snooze.until > now ? snooze : null;
}
