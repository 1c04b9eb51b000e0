import type { Clock } from '@assent/application';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Promise.resolve(new Date()) };
