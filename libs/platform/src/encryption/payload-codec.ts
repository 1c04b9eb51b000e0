import type { EncryptionKeys } from '@assent/application';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { NotDecryptable, seal, unseal } from './sealing';

export type { Payload } from '@temporalio/common';

/** As Temporal's samples of other languages name it. */
const ENCRYPTED = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';
const PURPOSE = 'temporal-payload';

const { Payload: PayloadMessage } = temporal.api.common.v1;

/**
 * Encrypts each payload whole, with its metadata, by AES-256-GCM. What was never encrypted passes
 * through as it is, so that workflows and histories from before go on.
 * Decoding throws UnknownEncryptionKey, and NotDecryptable.
 */
export function payloadCodec(keys: EncryptionKeys): PayloadCodec {
  return {
    encode: (payloads) => settled(() => payloads.map((payload) => encrypted(keys, payload))),
    decode: (payloads) => settled(() => payloads.map((payload) => decrypted(keys, payload))),
  };
}

function encrypted(keys: EncryptionKeys, payload: Payload): Payload {
  const { keyId, bytes } = seal(keys, PayloadMessage.encode(payload).finish(), PURPOSE);
  return {
    metadata: { encoding: Buffer.from(ENCRYPTED), [KEY_ID]: Buffer.from(keyId) },
    data: bytes,
  };
}

function decrypted(keys: EncryptionKeys, payload: Payload): Payload {
  const { metadata, data } = payload;
  if (textOf(metadata?.['encoding']) !== ENCRYPTED) return payload;
  const keyId = textOf(metadata?.[KEY_ID]);
  const bytes = unseal(keys, { keyId, bytes: data ?? new Uint8Array() }, PURPOSE);
  try {
    return PayloadMessage.decode(bytes);
  } catch (error) {
    throw new NotDecryptable(keyId, error);
  }
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}

/** A promise that a throw rejects. */
function settled<Value>(make: () => Value): Promise<Value> {
  return new Promise((resolve) => resolve(make()));
}
