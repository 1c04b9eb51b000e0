import type { AuthorizationRecord } from './records';

/** The authorization that a continuation renews: the latest that nothing has renewed yet. */
export function predecessorAmong(own: readonly AuthorizationRecord[]): AuthorizationRecord | null {
  const candidates = own.filter(({ status, renewedBy }) => status !== 'ended' && !renewedBy);
  return candidates.at(-1) ?? null;
}
