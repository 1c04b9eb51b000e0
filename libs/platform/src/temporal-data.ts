import { dirname, join } from 'node:path';
import type { EncryptionKeys } from '@assent/application';
import { Client, type ClientOptions, type Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { payloadCodec } from './encryption/payload-codec';

/** The workflows' bundle has it too, so that words of failures are payloads everywhere. */
const FAILURE_CONVERTER = join(
  dirname(require.resolve('@assent/workflows')),
  '..',
  'dist',
  'failure-converter.js',
);

/**
 * How every client and worker writes data into Temporal: all payloads encrypted, and the words and
 * traces of failures among them.
 */
export function temporalData(keys: EncryptionKeys): DataConverter {
  return { failureConverterPath: FAILURE_CONVERTER, payloadCodecs: [payloadCodec(keys)] };
}

export interface TemporalClientOptions {
  readonly connection: Connection;
  readonly namespace: string;
  readonly keys: EncryptionKeys;
  readonly interceptors?: ClientOptions['interceptors'];
}

/** The only way to make a client; a worker takes `temporalData` itself. */
export function temporalClient(options: TemporalClientOptions): Client {
  const { connection, namespace, keys, interceptors } = options;
  return new Client({
    connection,
    namespace,
    dataConverter: temporalData(keys),
    ...(interceptors && { interceptors }),
  });
}
