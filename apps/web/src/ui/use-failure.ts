import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';

/** What of a query can fail. */
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
 * Why a reading failed; null if it has not. It stays during a retry, by a person or by the page, so
 * that its words and the focused button stay too.
 */
export function useFailure(reading: Reading): FailedReading | null {
  const { data, error, errorUpdateCount, isFetching, refetch } = reading;
  const [last, setLast] = useState<unknown>(null);
  if (error !== null && error !== last) setLast(error);
  const held = error ?? (data === undefined && errorUpdateCount > 0 ? last : null);
  if (held === null) return null;
  return { error: held, isRetrying: isFetching, onRetry: () => void refetch() };
}
