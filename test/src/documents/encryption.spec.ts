import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import {
  DocumentContentMissing,
  DocumentContentUnreadable,
  type DocumentStore,
} from '@assent/application';
import { encryptedDocuments, keyRing, newEncryptionKey, type ContentStore } from '@assent/platform';
import { canaries } from '../canaries/canaries';
import { keysOf } from '../support/temporal';
import { bucketUnderTest, folderUnderTest, type StoreUnderTest } from './stores';

const CHUNK = 64 * 1024;
const AN_HOUR = 60 * 60_000;
const [OLD, NEW] = [newEncryptionKey('2026-05'), newEncryptionKey('2026-11')];
const CONTENT = randomBytes(3 * CHUNK + 7);

function encrypted(store: ContentStore, ...entries: readonly string[]) {
  return encryptedDocuments(store, keyRing(keysOf(entries.join(' '))));
}

const digestOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

async function* inPieces(content: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < content.length; start += 50_000) {
    await Promise.resolve();
    yield content.subarray(start, start + 50_000);
  }
}

async function contentOf(store: DocumentStore, key: string, content: Buffer): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await store.open(key, digestOf(content))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What was given out of a content before it turned out not to be what was stored. */
async function givenOutOf(store: DocumentStore, key: string, content: Buffer): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const reading = async () => {
    for await (const piece of await store.open(key, digestOf(content))) pieces.push(piece);
  };
  await expect(reading()).rejects.toThrow(DocumentContentUnreadable);
  return Buffer.concat(pieces);
}

let stand: StoreUnderTest;
let key: string;
beforeEach(() => {
  key = randomUUID();
});
afterEach(() => stand.remove());

const bytesOf = async () =>
  Buffer.concat(await Promise.all((await stand.held()).map((path) => readFile(path))));

describe.each([
  ['a folder', folderUnderTest],
  ['a bucket', bucketUnderTest],
])('contents in %s', (_, start) => {
  beforeEach(async () => {
    stand = await start();
  });

  it.each([1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 6 * 1024 * 1024])(
    'of %i bytes come back unchanged',
    async (size) => {
      const content = randomBytes(size);
      const documents = encrypted(stand.store, NEW);
      const stored = await documents.put(key, inPieces(content));
      expect(stored).toEqual({ size, sha256: digestOf(content) });
      expect((await contentOf(documents, key, content)).equals(content)).toBe(true);
    },
  );

  it('show none of their words, nor that two are the same', async () => {
    const words = canaries();
    const content = Buffer.from(`To: ${words.plant('a name')}. ${words.plant('a reason')}`);
    const documents = encrypted(stand.store, NEW);
    await documents.put(key, inPieces(content));
    const first = await bytesOf();
    await documents.remove(key);
    await documents.put(key, inPieces(content));
    const second = await bytesOf();
    expect(words.foundIn(content.toString('latin1'))).toHaveLength(2);
    for (const each of [first, second]) expect(words.foundIn(each.toString('latin1'))).toEqual([]);
    expect(second.includes(first.subarray(-content.length))).toBe(false);
  });

  it('from before they were encrypted can still be read, and are encrypted in place', async () => {
    await stand.store.put(key, inPieces(CONTENT));
    const documents = encrypted(stand.store, NEW);
    expect((await contentOf(documents, key, CONTENT)).equals(CONTENT)).toBe(true);
    const document = { id: key, sha256: digestOf(CONTENT) };
    expect(await documents.rewrap(document)).toBe('encrypted');
    expect(await documents.rewrap(document)).toBe('current');
    expect((await bytesOf()).includes(CONTENT.subarray(0, 64))).toBe(false);
    expect((await contentOf(documents, key, CONTENT)).equals(CONTENT)).toBe(true);
  });

  it('move to the newest key, after which the older one is not needed', async () => {
    await encrypted(stand.store, OLD).put(key, inPieces(CONTENT));
    const document = { id: key, sha256: digestOf(CONTENT) };
    await givenOutOf(encrypted(stand.store, NEW), key, CONTENT);
    const rotating = encrypted(stand.store, NEW, OLD);
    expect(await rotating.rewrap(document)).toBe('rewrapped');
    expect(await rotating.rewrap(document)).toBe('current');
    const after = await contentOf(encrypted(stand.store, NEW), key, CONTENT);
    expect(after.equals(CONTENT)).toBe(true);
  });

  it('that are lost are reported as lost', async () => {
    const documents = encrypted(stand.store, NEW);
    const lost = { id: key, sha256: digestOf(CONTENT) };
    await expect(documents.open(key, lost.sha256)).rejects.toThrow(DocumentContentMissing);
    await expect(documents.rewrap(lost)).rejects.toThrow(DocumentContentMissing);
  });
});

describe('a content in a folder', () => {
  let documents: ReturnType<typeof encrypted>;
  let path: string;
  beforeEach(async () => {
    stand = await folderUnderTest();
    documents = encrypted(stand.store, NEW, OLD);
    await documents.put(key, inPieces(CONTENT));
    [path = ''] = await stand.held();
  });

  it('that was changed, cut or lengthened is refused, and nothing unchecked is given out', async () => {
    const whole = await readFile(path);
    const places = [8, 12, 40, 100, CHUNK, CHUNK + 150, whole.length - 1];
    const changed = places.map((place) => {
      const other = Buffer.from(whole);
      other[place]! ^= 1;
      return other;
    });
    // Also at the end of a chunk.
    const chunk = CHUNK + 16;
    const header = whole.length - (CONTENT.length + 4 * 16);
    const cut = [9, header, header + 16, header + chunk, whole.length - 1].map((end) =>
      whole.subarray(0, end),
    );
    const swapped = Buffer.concat([
      whole.subarray(0, header),
      whole.subarray(header + chunk, header + 2 * chunk),
      whole.subarray(header, header + chunk),
      whole.subarray(header + 2 * chunk),
    ]);
    for (const bytes of [...changed, ...cut, swapped, Buffer.concat([whole, randomBytes(1)])]) {
      await writeFile(path, bytes);
      const given = await givenOutOf(documents, key, CONTENT);
      expect(CONTENT.subarray(0, given.length).equals(given)).toBe(true);
      expect(given.length).toBeLessThan(CONTENT.length);
    }
  });

  it("does not open in another document's place, whatever it is", async () => {
    const other = randomUUID();
    await documents.put(other, inPieces(Buffer.from('another content')));
    const [others = ''] = (await stand.held()).filter((each) => each.endsWith(other));
    await writeFile(path, await readFile(others));
    await expect(documents.open(key, digestOf(CONTENT))).rejects.toThrow(DocumentContentUnreadable);
    // Without its first byte it is no envelope, and so one of before they were encrypted.
    await writeFile(path, (await readFile(path)).subarray(1));
    await givenOutOf(documents, key, CONTENT);
    await writeFile(path, 'a content without encryption');
    await expect(documents.open(key, digestOf(CONTENT))).rejects.toThrow(DocumentContentUnreadable);
    const document = { id: key, sha256: digestOf(CONTENT) };
    await expect(documents.rewrap(document)).rejects.toThrow(DocumentContentUnreadable);
    expect(await readFile(path, 'utf8')).toBe('a content without encryption');
  });

  it('keeps its age when it moves to another key, and is whole for who reads it meanwhile', async () => {
    await encrypted(stand.store, OLD).put(key, inPieces(CONTENT));
    await stand.age(2 * AN_HOUR);
    const { mtimeMs } = await stat(path);
    const reading = await documents.open(key, digestOf(CONTENT));
    expect(await documents.rewrap({ id: key, sha256: digestOf(CONTENT) })).toBe('rewrapped');
    const pieces: Uint8Array[] = [];
    for await (const piece of reading) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(CONTENT)).toBe(true);
    expect((await stat(path)).mtimeMs).toBeCloseTo(mtimeMs, -1);
    expect(await stand.held()).toEqual([path]);
  });

  it.each([
    ['removed', () => rm(path), 0],
    ['put anew', () => documents.put(key, inPieces(CONTENT)), 1],
  ])('that is %s while it moves to another key stays so', async (_, meanwhile, left) => {
    await encrypted(stand.store, OLD).put(key, inPieces(CONTENT));
    const slow: ContentStore = {
      ...stand.store,
      replace: (id, change) =>
        stand.store.replace(id, async function* (content) {
          yield* change(content);
          await meanwhile();
        }),
    };
    const moving = encrypted(slow, NEW, OLD).rewrap({ id: key, sha256: digestOf(CONTENT) });
    expect(await moving).toBe('changed');
    expect(await stand.held()).toHaveLength(left);
  });
});
