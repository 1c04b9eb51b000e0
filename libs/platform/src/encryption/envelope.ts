import type { EncryptionKey, KeyService, WrappedKey } from '@assent/application';
import { randomBytes } from 'node:crypto';
import { bytesFrom, type BytesFrom } from './bytes-from';
import { decrypt, encrypt, NONCE_BYTES, NotDecryptable, SECRET_BYTES, TAG_BYTES } from './sealing';

/*
 * MAGIC · length of the key's id (1 byte) · id · length of the wrapped key (2 bytes) · wrapped key ·
 * chunks, each encrypted alone, so that none is given out before it was checked. The nonce of a chunk
 * is its place and whether it is the last (Hoang, Reyhanitabar, Rogaway and Vizár, "Online
 * Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015): none can be moved, left out
 * or cut off. The data key encrypts one content only, so no nonce is used twice.
 */

/** No text begins with it, nor any other content of before, which had no envelopes. */
const MAGIC = Buffer.from('\0assent\u0001', 'latin1');

/** Of the content, in bytes; all but the last have as many. */
const CHUNK_BYTES = 64 * 1024;

/** The pieces of an envelope around a content: a data key of its own, wrapped for its purpose. */
export async function* enveloped(
  keys: KeyService,
  content: AsyncIterable<Uint8Array>,
  purpose: string,
): AsyncGenerator<Uint8Array> {
  const dataKey = randomBytes(SECRET_BYTES);
  yield headerOf(await keys.wrap(dataKey, purpose));
  const bytes = bytesFrom(content);
  try {
    for await (const { place, chunk, isLast } of chunksOf(bytes, CHUNK_BYTES)) {
      yield encrypt(dataKey, nonceOf(place, isLast), chunk);
    }
  } finally {
    await bytes.close();
  }
}

/** What was read of the beginning of a stored content. */
export interface Beginning {
  /** Null if the content has no envelope. */
  readonly key: WrappedKey | null;
  /** Everything after the envelope's header; everything if there is no envelope. */
  readonly rest: BytesFrom;
}

/**
 * Reads the header of an envelope, if there is one.
 * @throws NotDecryptable when it is cut off
 */
export async function beginningOf(content: AsyncIterable<Uint8Array>): Promise<Beginning> {
  const rest = bytesFrom(content);
  try {
    const start = await rest.take(MAGIC.length);
    if (!start.equals(MAGIC)) {
      rest.giveBack(start);
      return { key: null, rest };
    }
    const idLength = (await whole(rest, 1)).readUInt8();
    const keyId = (await whole(rest, idLength)).toString('latin1');
    const wrappedLength = (await whole(rest, 2)).readUInt16BE();
    return { key: { keyId, bytes: await whole(rest, wrappedLength) }, rest };
  } catch (error) {
    await rest.close();
    throw error;
  }
}

/**
 * The content of an envelope, after its header.
 * @param dataKey with the id of the key that wrapped it
 * @throws NotDecryptable
 */
export async function* contentOf(
  dataKey: EncryptionKey,
  rest: BytesFrom,
): AsyncGenerator<Uint8Array> {
  for await (const { place, chunk, isLast } of chunksOf(rest, CHUNK_BYTES + TAG_BYTES)) {
    yield decrypt(dataKey, nonceOf(place, isLast), chunk);
  }
}

/** The same envelope, with its data key wrapped anew. */
export async function* rewrapped(key: WrappedKey, rest: BytesFrom): AsyncGenerator<Uint8Array> {
  yield headerOf(key);
  yield* rest.remaining();
}

function headerOf({ keyId, bytes }: WrappedKey): Buffer {
  const id = Buffer.from(keyId, 'latin1');
  const lengthOfKey = Buffer.alloc(2);
  lengthOfKey.writeUInt16BE(bytes.length);
  return Buffer.concat([MAGIC, Buffer.of(id.length), id, lengthOfKey, bytes]);
}

async function whole(bytes: BytesFrom, length: number): Promise<Buffer> {
  const taken = await bytes.take(length);
  if (taken.length === length) return taken;
  throw new NotDecryptable(null);
}

interface Chunk {
  readonly place: number;
  readonly chunk: Buffer;
  readonly isLast: boolean;
}

async function* chunksOf(bytes: BytesFrom, length: number): AsyncGenerator<Chunk> {
  let chunk = await bytes.take(length);
  for (let place = 0; ; place += 1) {
    const next = await bytes.take(length);
    const isLast = next.length === 0;
    yield { place, chunk, isLast };
    if (isLast) return;
    chunk = next;
  }
}

function nonceOf(place: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(place, NONCE_BYTES - 5);
  nonce.writeUInt8(isLast ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}
