import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bucketStore, folderStore, type ContentStore } from '@assent/platform';
import S3rver from 's3rver';

/** A separate store of documents for one spec. */
export interface StoreUnderTest {
  readonly store: ContentStore;
  /** The files of everything that the store holds at this moment, contents on their way included. */
  held(): Promise<readonly string[]>;
  /** Makes everything in the store older. */
  age(milliseconds: number): Promise<void>;
  /** Makes the store fail for good. */
  breakDown(): Promise<void>;
  remove(): Promise<void>;
}

const BUCKET = 'documents';
const CREDENTIALS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'assent-test-documents-'));
}

export async function folderUnderTest(): Promise<StoreUnderTest> {
  const folder = await temporaryFolder();
  return {
    store: folderStore(folder),
    held: () => filesIn(folder),
    age: (milliseconds) => makeOlder(folder, milliseconds),
    breakDown: async () => {
      await rm(folder, { recursive: true });
      await writeFile(folder, 'no folder any more');
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A bucket on a separate server that speaks S3. */
export async function bucketUnderTest(): Promise<StoreUnderTest> {
  const directory = await temporaryFolder();
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = await server.run();
  const store = bucketStore({
    bucket: BUCKET,
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    pathStyle: true,
    credentials: CREDENTIALS,
  });
  let isUp = true;
  const stop = async () => {
    if (!isUp) return;
    isUp = false;
    store.close();
    await server.close();
  };
  return {
    store,
    held: async () => (await filesIn(directory)).filter((name) => name.endsWith('_object')),
    age: (milliseconds) => makeOlder(directory, milliseconds),
    breakDown: stop,
    remove: async () => {
      await stop();
      await rm(directory, { recursive: true });
    },
  };
}

/** Every file in a folder and its folders. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

async function makeOlder(folder: string, milliseconds: number): Promise<void> {
  for (const path of await filesIn(folder)) {
    const { mtimeMs } = await stat(path);
    const earlier = new Date(mtimeMs - milliseconds);
    await utimes(path, earlier, earlier);
  }
}
