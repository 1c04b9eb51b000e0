import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeUncertain,
  RecordUnavailable,
  sweepDocuments,
  addDocument,
} from '@assent/application';
import { startPostgres, type Postgres } from '@assent/local';
import { createRecords, migrate } from '@assent/persistence';
import { asApi } from '../support/both-programs';
import { folderStore, identifiers, inflate, payerSettings } from '@assent/platform';
import { startApi, type ApiServer } from '../api/api-server';
import { LETTER_HOURS, LETTERHEAD, ZONE } from '../support/desk';
import { INTAKE } from '../support/requests';
import { filesIn, folderUnderTest, temporaryFolder } from './stores';
import { caseOf, kept, PDF, upload, uploadHalf } from './uploads';

let folder: string;
let documents: string;
let postgres: Postgres;
let api: ApiServer;

/** The database's own folder and port, so that it can be killed and started again. */
function start(port?: number): Promise<Postgres> {
  return startPostgres({
    dir: join(folder, 'postgres'),
    persistent: true,
    ...(port !== undefined && { port }),
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assent-test-outage-'));
  documents = await temporaryFolder();
  postgres = await start();
  await migrate(postgres.url);
  const records = createRecords({
    ...asApi(postgres.url),
    poolSize: 5,
  });
  const now = new Date('2026-11-22T15:00:00Z');
  const clock = { now: () => Promise.resolve(now), set: () => undefined };
  api = await startApi(
    { documents: folderStore(documents) },
    {
      ports: {
        clock,
        ids: identifiers,
        records: records.records,
        settings: payerSettings({
          timeZone: ZONE,
          payerName: 'Test Health Plan',
          letterhead: LETTERHEAD,
          letterHours: LETTER_HOURS,
        }),
      },
      records,
      clock,
      ...asApi(postgres.url),
      close: () => records.close(),
    },
  );
});
afterAll(async () => {
  await api.stop();
  await postgres.stop();
  for (const each of [folder, documents]) await rm(each, { recursive: true, force: true });
});

it('without the database an upload is refused and leaves nothing, whenever the outage started', async () => {
  const caseId = await caseOf(api);
  const half = await uploadHalf(api, caseId, async () => (await filesIn(documents)).length > 0);
  await postgres.kill();
  expect(await half.finish()).toBe(503);
  expect((await upload(api, caseId, PDF)).problem.code).toBe('unavailable');
  expect(await filesIn(documents)).toEqual([]);

  postgres = await start(postgres.port);
  const { id } = kept(await upload(api, caseId, PDF));
  expect((await filesIn(documents)).map((path) => path.slice(-36))).toEqual([id]);
});

it('without the store an upload and a download are refused, and no row is left', async () => {
  const broken = join(folder, 'no-folder');
  await writeFile(broken, '');
  const without = await startApi({ documents: folderStore(broken) });
  const caseId = await caseOf(without);
  const before = await without.stored();
  const answer = await upload(without, caseId, PDF);
  expect([answer.status, answer.problem.code, answer.headers.get('retry-after')]).toEqual([
    503,
    'document-store-unavailable',
    '2',
  ]);
  expect(await without.stored()).toBe(before);
  await without.stop();
});

describe('when the database fails', () => {
  const AN_HOUR = 60 * 60_000;

  it.each([
    [
      'while a document is committed, its content stays until the outcome is known',
      ChangeUncertain,
      1,
    ],
    ['before that, its content is removed at once', RecordUnavailable, 0],
  ])('%s', async (_, Failure, left) => {
    const stand = await folderUnderTest();
    const { records } = api.desk.ports;
    const lost = {
      ...api.desk.ports,
      records: {
        ...records,
        addDocument: () => Promise.reject(new Failure('the database is gone')),
      },
      store: stand.store,
      inflate,
    };
    const command = { caseId: await caseOf(api), name: 'letter.pdf', actor: INTAKE };
    async function* content() {
      yield await Promise.resolve(PDF);
    }
    await expect(addDocument(lost)({ ...command, content: content() })).rejects.toThrow(Failure);
    expect(await stand.held()).toHaveLength(left);

    const kept = await addDocument({ ...lost, records })({ ...command, content: content() });
    const sweep = sweepDocuments({ records, store: stand.store });
    expect(await sweep()).toBe(0);
    await stand.age(2 * AN_HOUR);
    expect(await sweep()).toBe(left);
    expect((await stand.held()).map((path) => path.slice(-36))).toEqual([
      kept.ok && kept.value.document.id,
    ]);
    await stand.remove();
  });
});
