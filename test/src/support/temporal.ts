import type { EncryptionKeys } from '@assent/application';
import { payloadCodec, readEncryptionKeys, temporalClient } from '@assent/platform';
import type { Client, Connection } from '@temporalio/client';
import { z } from 'zod';

/** A key of the tests, as programs take it from their environment. */
export const ENCRYPTION_KEYS = `test:${Buffer.alloc(32, 'a key of the tests').toString('base64')}`;

export const KEYS: EncryptionKeys = keysOf(ENCRYPTION_KEYS);

/** @throws when the text has none */
export function keysOf(text: string): EncryptionKeys {
  const keys = readEncryptionKeys(text);
  if (keys) return keys;
  throw new Error('these are no keys');
}

/** A client of the namespace `default` with the keys of the tests. */
export function clientOf(connection: Connection): Client {
  return temporalClient({ connection, namespace: 'default', keys: KEYS });
}

const payload = z.object({
  metadata: z.record(z.string(), z.base64()),
  data: z.base64().default(''),
});

/**
 * The texts of all payloads in something that JSON can write, such as a history, in order.
 * @param keys what they are decrypted with; null to take them as they are
 */
export async function payloadTexts(
  holder: unknown,
  keys: EncryptionKeys | null = KEYS,
): Promise<readonly string[]> {
  const found = payloadsIn(JSON.parse(JSON.stringify(holder)));
  const decrypted = keys === null ? found : await payloadCodec(keys).decode([...found]);
  return decrypted.map(({ data }) => Buffer.from(data ?? []).toString('utf8'));
}

function payloadsIn(value: unknown): readonly { metadata: Record<string, Buffer>; data: Buffer }[] {
  if (typeof value !== 'object' || value === null) return [];
  const { data: one } = payload.safeParse(value);
  if (one === undefined) return Object.values(value).flatMap(payloadsIn);
  const metadata = Object.entries(one.metadata).map(([name, text]) => [name, bytes(text)] as const);
  return [{ metadata: Object.fromEntries(metadata), data: bytes(one.data) }];
}

function bytes(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
