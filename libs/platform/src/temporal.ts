import { Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { SharedConfig } from './config';

type TemporalSettings = SharedConfig['temporal'];

/** Where and how a process connects, as the SDK's clients and workers take it. */
export interface TemporalAddress {
  readonly address: string;
  readonly tls: boolean;
  readonly apiKey?: string;
}

/** How every process reaches Temporal: a server of one's own, a cluster, or Temporal Cloud. */
export function temporalAddress({ address, tls, apiKey }: TemporalSettings): TemporalAddress {
  return { address, tls, ...(apiKey !== null && { apiKey }) };
}

/** A server that is back is found again so soon, in milliseconds; otherwise it takes up to two minutes. */
const MAX_BACKOFF = 5_000;

/** Of one call, within about a second: whoever asks tries again by itself. */
const ATTEMPTS = 4;

/**
 * A connection that is made when it is first used, and again whenever it was lost. Close it only when
 * nothing is asked through it any more: an attempt after that ends the process.
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
