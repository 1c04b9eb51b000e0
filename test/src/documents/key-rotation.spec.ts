import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import {
  addDocument,
  DocumentStoreUnavailable,
  rotateKeys,
  type DocumentStore,
  type RewrappingStore,
} from '@assent/application';
import { encryptedDocuments, inflate, keyRing, newEncryptionKey } from '@assent/platform';
import { openDesk, type Desk } from '../support/desk';
import { INTAKE, opened } from '../support/requests';
import { keysOf } from '../support/temporal';
import { folderUnderTest, type StoreUnderTest } from './stores';

const AN_HOUR = 60 * 60_000;
const [OLD, NEW] = [newEncryptionKey('2026-05'), newEncryptionKey('2026-11')];

let desk: Desk;
let stand: StoreUnderTest;

beforeEach(async () => {
  desk = await openDesk();
  stand = await folderUnderTest();
});
afterEach(async () => {
  await stand.remove();
  await desk.close();
});

const documentsUnder = (...entries: readonly string[]) =>
  encryptedDocuments(stand.store, keyRing(keysOf(entries.join(' '))));

/** Adds as many documents, each a minute after the one before, with a store as they come. */
async function added(count: number, store: DocumentStore): Promise<readonly string[]> {
  const { record } = await opened(desk.ports, {});
  const ids: string[] = [];
  for (let each = 0; each < count; each += 1) {
    async function* content() {
      yield await Promise.resolve(Buffer.from(`content ${randomUUID()}`));
    }
    const command = { caseId: record.id, name: 'a.txt', actor: INTAKE, content: content() };
    const kept = await addDocument({ ...desk.ports, store, inflate })(command);
    if (kept.ok) ids.push(kept.value.document.id);
    await later(60_000);
  }
  return ids;
}

async function later(milliseconds: number): Promise<void> {
  desk.clock.set(new Date((await desk.clock.now()).getTime() + milliseconds));
}

function rotation(store: RewrappingStore = documentsUnder(NEW, OLD), keyId = '2026-11') {
  const { clock } = desk.ports;
  return rotateKeys({ rotations: desk.records.keyRotations, store, keyId, clock });
}

const shown = async () => (await desk.records.keyRotations.rotations())[0];

const fileOf = async (id: string) => (await stand.held()).find((path) => path.endsWith(id)) ?? '';

it('moves old contents to the newest key and encrypts plain ones, step by step', async () => {
  await added(2, stand.store);
  await added(20, documentsUnder(OLD));
  const [last = ''] = await added(1, documentsUnder(NEW, OLD));
  await later(AN_HOUR);
  const rotate = rotation();
  expect(await rotate()).toEqual({ count: 20, isMore: true, unreadable: [] });
  expect(await shown()).toMatchObject({ left: 3, encrypted: 2, rewrapped: 18, current: 0 });
  // Another process goes on where this one was.
  expect(await rotation()()).toEqual({ count: 3, isMore: false, unreadable: [] });
  const after = {
    keyId: '2026-11',
    left: 0,
    encrypted: 2,
    rewrapped: 20,
    current: 1,
    unreadable: 0,
  };
  expect(await shown()).toMatchObject({ ...after, after: { id: last } });
  expect(await rotate()).toEqual({ count: 0, isMore: false, unreadable: [] });
  for (const path of await stand.held()) {
    expect((await readFile(path)).subarray(8, 20).toString('latin1')).toContain('2026-11');
  }
});

it('looks at a document that comes later, once it is surely committed', async () => {
  await rotation()();
  await added(1, documentsUnder(OLD));
  expect(await rotation()()).toMatchObject({ count: 0 });
  expect(await shown()).toMatchObject({ left: 1 });
  await later(AN_HOUR);
  expect(await rotation()()).toMatchObject({ count: 1 });
  expect(await shown()).toMatchObject({ left: 0, rewrapped: 1 });
});

it('goes past what cannot be read, says which, and looks again when it is asked to', async () => {
  const [lost = '', changed = '', whole = ''] = await added(3, documentsUnder(OLD));
  await later(AN_HOUR);
  const kept = await readFile(await fileOf(lost));
  const path = await fileOf(lost);
  await rm(path);
  await writeFile(await fileOf(changed), await readFile(await fileOf(whole)));
  expect((await rotation()())?.unreadable).toEqual([lost, changed]);
  expect(await shown()).toMatchObject({ left: 0, rewrapped: 1, unreadable: 2 });
  await writeFile(path, kept);
  expect(await rotation()()).toMatchObject({ count: 0 });
  expect((await rotation()(true))?.unreadable).toEqual([changed]);
  expect(await shown()).toMatchObject({ left: 0, rewrapped: 1, current: 1, unreadable: 1 });
});

it('does a step again that was cut short', async () => {
  await added(3, documentsUnder(OLD));
  await later(AN_HOUR);
  const store = documentsUnder(NEW, OLD);
  let calls = 0;
  const failing: RewrappingStore = {
    rewrap: (document) => {
      calls += 1;
      if (calls > 2) throw new DocumentStoreUnavailable('the store is gone');
      return store.rewrap(document);
    },
  };
  await expect(rotation(failing)()).rejects.toThrow(DocumentStoreUnavailable);
  expect(await shown()).toBeUndefined();
  expect(await rotation()()).toMatchObject({ count: 3 });
  expect(await shown()).toMatchObject({ left: 0, current: 2, rewrapped: 1 });
});

it('lets one process at a time take a step', async () => {
  await added(1, documentsUnder(OLD));
  await later(AN_HOUR);
  const store = documentsUnder(NEW, OLD);
  let meanwhile: unknown = 'not asked';
  const slow: RewrappingStore = {
    rewrap: async (document) => {
      meanwhile = await rotation()();
      return store.rewrap(document);
    },
  };
  expect(await rotation(slow)()).toMatchObject({ count: 1 });
  expect(meanwhile).toBeNull();
});
