import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';

/** As much of a query as can fail. */
type Reading = Pick<UseQueryResult, 'data' | 'errorUpdateCount' | 'isFetching'> & {
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
};

/** A failed reading, as `Failure` shows it. */
export interface FailedReading {
  readonly error: unknown;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}

/**
 * Why a reading failed; null while it has not. It holds while it is tried again, by a person or by
 * the page, so that its words stay and the button that has the focus does too.
 */
export function useFailure(reading: Reading): FailedReading | null {
  const { data, error, errorUpdateCount, isFetching, refetch } = reading;
  const [last, setLast] = useState<unknown>(null);
  if (error !== null && error !== last) setLast(error);
  const held = error ?? (data === undefined && errorUpdateCount > 0 ? last : null);
  if (held === null) return null;
  return { error: held, isRetrying: isFetching, onRetry: () => void refetch() };
}
