import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentStore } from '@assent/application';
import { encryptedDocuments, folderStore, keyRing } from '@assent/platform';
import { KEYS } from '../support/temporal';
import { inTurn, perSecond, type Figure } from './figure';

const PAIRS = 5;
const KB = 1024;
const MB = 1024 * KB;

/** Sizes of documents, and how many of each make a round. */
const SIZES = [
  { size: 100 * KB, name: '100 KB', count: 10 },
  { size: 5 * MB, name: '5 MB', count: 2 },
] as const;

/** (l) What encryption costs: documents stored, and read to their end, next to the same without it. */
export async function benchEncryption(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'assent-bench-documents-'));
  try {
    const bare = folderStore(folder);
    const own = encryptedDocuments(bare, keyRing(KEYS));
    const figures: Figure[] = [];
    for (const { size, name, count } of SIZES) {
      const content = randomBytes(size);
      const stored = await inTurn(
        PAIRS,
        storing(own, content, count),
        storing(bare, content, count),
      );
      figures.push({ what: `documents of ${name} stored`, unit: 'documents/s', ...stored });
      const read = await inTurn(
        PAIRS,
        await reading(own, content, count),
        await reading(bare, content, count),
      );
      figures.push({ what: `documents of ${name} read`, unit: 'documents/s', ...read });
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function storing(store: DocumentStore, content: Buffer, count: number): () => Promise<number> {
  return async () => {
    const start = performance.now();
    for (let each = 0; each < count; each += 1) await store.put(randomUUID(), inPieces(content));
    return perSecond(count, performance.now() - start);
  };
}

async function reading(
  store: DocumentStore,
  content: Buffer,
  count: number,
): Promise<() => Promise<number>> {
  const key = randomUUID();
  const sha256 = createHash('sha256').update(content).digest('hex');
  await store.put(key, inPieces(content));
  return async () => {
    const start = performance.now();
    for (let each = 0; each < count; each += 1) {
      for await (const _ of await store.open(key, sha256));
    }
    return perSecond(count, performance.now() - start);
  };
}

/** As an upload arrives. */
async function* inPieces(content: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < content.length; start += 64 * KB) {
    await Promise.resolve();
    yield content.subarray(start, start + 64 * KB);
  }
}
