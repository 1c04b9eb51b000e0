import type { Unread } from '../ui/reading';

/** What to say of an instant that lies ahead, or before what it follows. */
interface FaultWords {
  readonly future: string;
  readonly before: string;
}

/**
 * What is wrong with the instant at which a person says that something happened.
 * @param at null for now
 * @param after what it can't have happened before; null if there is nothing
 * @param now in milliseconds
 */
export function timeFault(
  at: string | Unread | null,
  after: string | null,
  now: number,
  { future, before }: FaultWords,
): string | undefined {
  if (typeof at !== 'string') return undefined;
  const happened = Date.parse(at);
  if (happened > now) return future;
  // What is typed has no seconds.
  const earliest = after === null ? 0 : Math.floor(Date.parse(after) / 60_000) * 60_000;
  return happened < earliest ? before : undefined;
}
