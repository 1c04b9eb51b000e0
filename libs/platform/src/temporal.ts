import { Connection, type ConnectionOptions } from '@temporalio/client';
import type { SharedConfig } from './config';

type TemporalSettings = SharedConfig['temporal'];

/** How every process reaches Temporal: a server of one's own, a cluster, or Temporal Cloud. */
export function temporalAddress({
  address,
  tls,
  apiKey,
}: Pick<TemporalSettings, 'address' | 'tls' | 'apiKey'>): Pick<
  ConnectionOptions,
  'address' | 'tls' | 'apiKey'
> {
  return { address, tls, ...(apiKey !== null && { apiKey }) };
}

/** A connection that is made when it is first used, and again whenever it was lost. */
export function connectToTemporal(settings: TemporalSettings): Connection {
  return Connection.lazy(temporalAddress(settings));
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
