import { Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { SharedConfig } from './config';

type TemporalSettings = SharedConfig['temporal'];

/** Where and how a process connects, as SDK clients and workers take it. */
export interface TemporalAddress {
  readonly address: string;
  readonly tls: boolean;
  readonly apiKey?: string;
}

/** How every process reaches Temporal: a local server, a cluster, or Temporal Cloud. */
export function temporalAddress({ address, tls, apiKey }: TemporalSettings): TemporalAddress {
  return { address, tls, ...(apiKey !== null && { apiKey }) };
}

/** How soon a server is found again, in milliseconds; otherwise it takes up to two minutes. */
const MAX_BACKOFF = 5_000;

/** Of one call, within about a second: callers retry by themselves. */
const ATTEMPTS = 4;

/**
 * A connection made at first use, and again after each loss. Close it only when no call uses it any
 * more: a later attempt ends the process.
 */
export function connectToTemporal(settings: TemporalSettings): Connection {
  return Connection.lazy({
    ...temporalAddress(settings),
    channelArgs: { 'grpc.max_reconnect_backoff_ms': MAX_BACKOFF },
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: ATTEMPTS }))],
  });
}

/** Whether Temporal answers within `milliseconds`. */
export async function temporalAnswers(
  connection: Connection,
  milliseconds: number,
): Promise<boolean> {
  const ask = connection.withDeadline(Date.now() + milliseconds, () =>
    connection.workflowService.getSystemInfo({}),
  );
  return ask.then(
    () => true,
    () => false,
  );
}
