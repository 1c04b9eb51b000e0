import {
  DocumentContentUnreadable,
  type DocumentRecord,
  type DocumentStore,
  type KeyService,
  type Rewrapped,
  type RewrappingStore,
} from '@assent/application';
import { createHash } from 'node:crypto';
import { storing, type ContentStore } from '../document-content';
import { beginningOf, contentOf, enveloped, rewrapped } from './envelope';
import { NotDecryptable, UnknownEncryptionKey } from './sealing';

/**
 * Encrypts contents on their way into a store, each with a data key of its own, which is wrapped for
 * that document alone and kept with it. What was stored before without encryption can still be read.
 */
export function encryptedDocuments(
  store: ContentStore,
  keys: KeyService,
): DocumentStore & RewrappingStore {
  const { remove, recentKeys, removeLeftovers } = store;

  async function* plain(
    key: string,
    stored: AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    const { key: wrapped, rest } = await beginningOf(stored);
    try {
      if (wrapped) {
        const secret = await keys.unwrap(wrapped, purposeOf(key));
        yield* contentOf({ id: wrapped.keyId, secret }, rest);
      } else {
        yield* rest.remaining();
      }
    } finally {
      await rest.close();
    }
  }

  async function* anew(
    { id, sha256 }: Document,
    stored: AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array> {
    const purpose = purposeOf(id);
    const { key: wrapped, rest } = await beginningOf(stored);
    try {
      if (wrapped) {
        const dataKey = await keys.unwrap(wrapped, purpose);
        yield* rewrapped(await keys.wrap(dataKey, purpose), rest);
      } else {
        yield* enveloped(keys, checked(id, rest.remaining(), sha256), purpose);
      }
    } finally {
      await rest.close();
    }
  }

  return {
    remove,
    recentKeys,
    removeLeftovers,

    put: (key, content) =>
      storing(content, async (pieces) => {
        await store.put(key, enveloped(keys, pieces, purposeOf(key)));
      }),

    open: async (key, sha256) => {
      const stored = await store.open(key);
      return begun(checked(key, readable(key, plain(key, stored)), sha256));
    },

    rewrap: async (document): Promise<Rewrapped> => {
      const { id } = document;
      const { key, rest } = await unlessUnreadable(id, async () =>
        beginningOf(await store.open(id)),
      );
      await rest.close();
      if (key?.keyId === keys.newest) return 'current';
      const isDone = await store.replace(id, (stored) => readable(id, anew(document, stored)));
      if (!isDone) return 'changed';
      return key ? 'rewrapped' : 'encrypted';
    },
  };
}

type Document = Pick<DocumentRecord, 'id' | 'sha256'>;

function purposeOf(key: string): string {
  return `document ${key}`;
}

/** The pieces of a content; the last one only if they are what was stored. */
async function* checked(
  key: string,
  content: AsyncIterable<Uint8Array>,
  sha256: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | null = null;
  for await (const piece of content) {
    if (held) yield held;
    hash.update(piece);
    held = piece;
  }
  if (hash.digest('hex') !== sha256) throw new DocumentContentUnreadable(key);
  if (held) yield held;
}

/** The same pieces; what cannot be decrypted is reported as such. */
async function* readable(
  key: string,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const pieces = content[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await unlessUnreadable(key, () => pieces.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await pieces.return?.();
  }
}

async function unlessUnreadable<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotDecryptable || error instanceof UnknownEncryptionKey) {
      throw new DocumentContentUnreadable(key, error);
    }
    throw error;
  }
}

/** The content once its first piece is there. */
async function begun(content: AsyncGenerator<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  let first: IteratorResult<Uint8Array> | null = await content.next();
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const next = first ?? (await content.next());
        first = null;
        return next;
      },
      // Also of a content that is never read.
      return: async () => {
        await content.return(undefined);
        return { done: true, value: undefined };
      },
    }),
  };
}
