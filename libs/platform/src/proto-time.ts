import type { Timestamp } from '@temporalio/common';

/** The instant of a Protocol Buffers timestamp, rounded down to the millisecond. */
export function dateOf(timestamp: Timestamp): Date {
  return new Date(millisecondsOf(timestamp));
}

/** A Protocol Buffers duration, or a timestamp as the time since 1970, rounded down to milliseconds. */
export function millisecondsOf({ seconds, nanos }: Timestamp): number {
  return (seconds?.toNumber() ?? 0) * 1_000 + Math.floor((nanos ?? 0) / 1_000_000);
}
