import { rm } from 'node:fs/promises';
import { folderStore } from '@assent/platform';
import { startApi, type ApiServer } from '../api/api-server';
import { openDesk } from '../support/desk';
import { filesIn, temporaryFolder } from './stores';
import { caseOf, kept, upload } from './uploads';

const LIMITS = { perCase: 3, bytesPerCase: 1_000, bytesPerDay: 2_500 };
const A_DAY = 24 * 60 * 60_000;

let folder: string;
let api: ApiServer;

beforeEach(async () => {
  folder = await temporaryFolder();
  const desk = await openDesk({ documentLimits: LIMITS });
  api = await startApi({ documents: folderStore(folder) }, desk);
});
afterEach(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

async function held() {
  return { rows: await api.stored(), files: (await filesIn(folder)).length };
}

let letter = 0;
/** A text of so many bytes that no other document has. */
function textOf(size: number): Buffer {
  letter += 1;
  return Buffer.from(String(letter).padStart(size, 'x'));
}

async function expectRefused(
  caseId: string,
  size: number,
  [status, code]: readonly [number, string],
): Promise<string> {
  const before = await held();
  const { status: answered, problem } = await upload(api, caseId, textOf(size));
  expect([answered, problem.code]).toEqual([status, code]);
  expect(await held()).toEqual(before);
  return problem.detail;
}

const FULL = [413, 'case-documents-full'] as const;
const DAY_FULL = [429, 'daily-uploads-exceeded'] as const;

it('a case takes no more documents than the limit, and says what to do', async () => {
  const caseId = await caseOf(api);
  for (let count = 0; count < LIMITS.perCase; count += 1) {
    kept(await upload(api, caseId, textOf(10)));
  }
  expect(await expectRefused(caseId, 10, FULL)).toMatch(/^a case can have 3 documents with .* MB/);
  kept(await upload(api, await caseOf(api), textOf(10)));
});

it('a case takes no more bytes than the limit, to the byte', async () => {
  const caseId = await caseOf(api);
  kept(await upload(api, caseId, textOf(600)));
  await expectRefused(caseId, 401, FULL);
  kept(await upload(api, caseId, textOf(400)));
  await expectRefused(caseId, 1, FULL);
});

it('uploads at once pass no limit of a case', async () => {
  const caseId = await caseOf(api);
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => upload(api, caseId, textOf(300))),
  );
  const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
  expect(statuses).toEqual([201, 201, 201, 413, 413, 413]);
  expect((await api.desk.ports.records.documents(caseId)).map(({ size }) => size)).toEqual([
    300, 300, 300,
  ]);
  expect(await filesIn(folder)).toHaveLength(3);
});

it('a person adds no more bytes within a day, to any cases; a colleague does, and they do later', async () => {
  for (let count = 0; count < 2; count += 1) {
    kept(await upload(api, await caseOf(api), textOf(1_000)));
  }
  const caseId = await caseOf(api);
  expect(await expectRefused(caseId, 501, DAY_FULL)).toMatch(
    /within 24 hours; add the rest tomorrow/,
  );
  kept(await upload(api, caseId, textOf(500)));
  const next = await caseOf(api);
  await expectRefused(next, 1, DAY_FULL);
  kept(await upload(api, next, textOf(100), { role: 'pharmacist' }));
  api.desk.clock.set(new Date((await api.desk.clock.now()).getTime() + A_DAY));
  kept(await upload(api, next, textOf(100)));
});
