import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { DocumentContentMissing, DocumentStoreUnavailable } from '@assent/application';
import { folderStore, type ContentStore } from '@assent/platform';
import { bucketUnderTest, folderUnderTest, temporaryFolder, type StoreUnderTest } from './stores';

const MB = 1024 * 1024;
const AN_HOUR = 60 * 60_000;

describe.each([
  ['a folder', folderUnderTest],
  ['a bucket', bucketUnderTest],
])('%s of documents', (_, start) => {
  let stand: StoreUnderTest;
  let key: string;

  beforeEach(async () => {
    stand = await start();
    key = randomUUID();
  });
  afterEach(() => stand.remove());

  it.each([1, 65_536, 5 * MB, 12 * MB + 1])('returns %i bytes unchanged', async (size) => {
    const content = randomBytes(size);
    const stored = await stand.store.put(key, inPieces(content));
    expect(stored).toEqual({ size, sha256: createHash('sha256').update(content).digest('hex') });
    expect((await read(key)).equals(content)).toBe(true);
  });

  it.each([1, 12 * MB])('keeps nothing of content that breaks off after %i bytes', async (size) => {
    const broken = new Error('the sender has gone');
    await expect(stand.store.put(key, inPieces(randomBytes(size), broken))).rejects.toBe(broken);
    expect(await stand.held()).toEqual([]);
    await expect(stand.store.open(key)).rejects.toThrow(DocumentContentMissing);
  });

  it('shows content only once it is complete', async () => {
    let heldMeanwhile: unknown;
    async function* content() {
      yield randomBytes(6 * MB);
      heldMeanwhile = await stand.store.open(key).catch((error: unknown) => error);
      yield randomBytes(6 * MB);
    }
    await stand.store.put(key, content());
    expect(heldMeanwhile).toBeInstanceOf(DocumentContentMissing);
    expect(await read(key)).toHaveLength(12 * MB);
  });

  it('removes content, and tolerates that it does not exist', async () => {
    await stand.store.put(key, inPieces(randomBytes(10)));
    await stand.store.remove(key);
    await stand.store.remove(key);
    expect(await stand.held()).toEqual([]);
  });

  it.each([
    ['a minute', 60_000, 0],
    ['two hours', 2 * AN_HOUR, 2],
    ['eight days', 8 * 24 * AN_HOUR, 0],
  ])('counts contents that are %s old as recent, or not', async (__, age, count) => {
    const keys = [randomUUID(), randomUUID()];
    for (const each of keys) await stand.store.put(each, inPieces(randomBytes(10)));
    await stand.age(age);
    const recent: string[] = [];
    for await (const batch of stand.store.recentKeys()) recent.push(...batch);
    expect(recent.sort()).toEqual(count === 0 ? [] : keys.sort());
  });

  it('accepts no key that is not an id', async () => {
    await expect(async () => stand.store.open('../../etc/passwd')).rejects.toThrow('is no id');
  });

  it('reports every failure, whatever the operation', async () => {
    await stand.store.put(key, inPieces(randomBytes(10)));
    await stand.breakDown();
    await expectNoneAnswered(stand.store, key);
  });

  const read = (of: string) => contentOf(stand.store, of);
});

it('a missing folder causes failures until it is back, and is not created again', async () => {
  const folder = await temporaryFolder();
  const store = folderStore(folder);
  const key = randomUUID();
  await store.put(key, inPieces(randomBytes(10)));
  await rename(folder, `${folder}-away`);
  await expectNoneAnswered(store, key);
  await rename(`${folder}-away`, folder);
  expect(await contentOf(store, key)).toHaveLength(10);
  await rm(folder, { recursive: true });
});

it('a folder drops what a process left half written after an hour', async () => {
  const stand = await folderUnderTest();
  const [old, young] = [randomUUID(), randomUUID()];
  const leaveHalfOf = (key: string) =>
    stand.store.put(key, inPieces(randomBytes(10))).then(async () => {
      const [file = ''] = (await stand.held()).filter((path) => path.endsWith(key));
      await writeFile(file.replace(/[0-9a-f]{2}\/[^/]+$/, `incoming/${key}`), 'half');
      await stand.store.remove(key);
    });
  await leaveHalfOf(old);
  await stand.age(AN_HOUR);
  await leaveHalfOf(young);
  await stand.store.removeLeftovers();
  expect((await stand.held()).map((path) => path.slice(-36))).toEqual([young]);
  await stand.remove();
});

/** Every operation of the store reports that it cannot be used. */
async function expectNoneAnswered(store: ContentStore, key: string): Promise<void> {
  const asked = [
    () => store.put(randomUUID(), inPieces(randomBytes(10))),
    () => store.open(key),
    () => store.remove(key),
    async () => {
      for await (const keys of store.recentKeys()) return keys;
    },
  ];
  for (const ask of asked) await expect(ask()).rejects.toThrow(DocumentStoreUnavailable);
}

async function contentOf(store: ContentStore, key: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await store.open(key)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* inPieces(content: Buffer, failure?: Error): AsyncGenerator<Buffer> {
  for (let start = 0; start < content.length; start += 65_536) {
    await Promise.resolve();
    yield content.subarray(start, start + 65_536);
  }
  if (failure) throw failure;
}
