import type { Timestamp } from '@temporalio/common';

/** The instant of a Protocol Buffers timestamp, rounded down to the millisecond. */
export function dateOf({ seconds, nanos }: Timestamp): Date {
  return new Date((seconds?.toNumber() ?? 0) * 1_000 + Math.floor((nanos ?? 0) / 1_000_000));
}
