import {
  DocumentStoreUnavailable,
  type DocumentStore,
  type StoredContent,
} from '@assent/application';
import { createHash } from 'node:crypto';

/** Where contents are kept as they come: a folder, or a bucket. */
export interface ContentStore extends Omit<DocumentStore, 'open'> {
  /** @throws DocumentContentMissing when there is nothing under the key */
  open(key: string): Promise<AsyncIterable<Uint8Array>>;
  /**
   * Puts a content in the place of one, whole or not at all.
   * @param change makes the new one, from the one that is there
   * @returns false, and changes nothing, if it is gone or was put anew meanwhile
   * @throws what `change` throws
   */
  replace(
    key: string,
    change: (content: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
  ): Promise<boolean>;
}

/** In milliseconds: younger contents may still be uploading, older ones were deleted long ago. */
const AN_HOUR = 60 * 60_000;
const A_WEEK = 7 * 24 * AN_HOUR;

/** Whether a content of that instant is old enough to sweep, and young enough to need it. */
export function isRecent(storedAt: Date, now = Date.now()): boolean {
  const age = now - storedAt.getTime();
  return age >= AN_HOUR && age <= A_WEEK;
}

export function isLeftOver(startedAt: Date, now = Date.now()): boolean {
  return now - startedAt.getTime() >= AN_HOUR;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a name in the store is a key, not something else put there. */
export function isKey(name: string): boolean {
  return ID.test(name);
}

/** The key itself. @throws on anything else, so that nothing escapes the store */
export function checkedKey(key: string): string {
  if (isKey(key)) return key;
  throw new Error('the key of a content is no id');
}

/**
 * Hands a content to a store and measures it in passing. It throws the content's own error as is;
 * others are the store's.
 */
export async function storing(
  content: AsyncIterable<Uint8Array>,
  store: (pieces: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<StoredContent> {
  const hash = createHash('sha256');
  let size = 0;
  let brokenOff: { readonly error: unknown } | null = null;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const iterator = content[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await iterator.next().catch((error: unknown) => {
          brokenOff = { error };
          throw error;
        });
        if (next.done) return;
        hash.update(next.value);
        size += next.value.length;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  const source = () => brokenOff;
  try {
    await store(pieces());
  } catch (error) {
    const broken = source();
    throw broken ? broken.error : storeFailed(error);
  }
  return { size, sha256: hash.digest('hex') };
}

export function storeFailed(error: unknown): DocumentStoreUnavailable {
  return new DocumentStoreUnavailable('the document store cannot be used', { cause: error });
}

/** What an action on the store returns. @throws DocumentStoreUnavailable on failure */
export async function reachingStore<Value>(action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    throw storeFailed(error);
  }
}
