import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  databaseUrlOf,
  freePort,
  startChild,
  startMailCatcher,
  until,
  type Child,
  type MailCatcher,
} from '@assent/local';
import { tokenAnswer } from '@assent/contracts';
import { z } from 'zod';
import { signingKey } from '../api/api-server';
import { PDF } from '../documents/uploads';
import { LETTERHEAD } from '../support/desk';
import { temporalAddress, testDatabase, type TestDatabase } from '../support/services';
import { ENCRYPTION_KEYS } from '../support/temporal';
import { tourFile } from './clerk';
import { PROJECT } from './running-stack';

/** As the image runs: an account that owns nothing. */
const NOBODY = { uid: 65_534, gid: 65_534 };
/** Only root can give a process another account, which may still be shut out of the project. */
const account =
  spawnSync('cat', ['package-lock.json'], { cwd: PROJECT, ...NOBODY }).status === 0 ? NOBODY : null;

let database: TestDatabase;
let mail: MailCatcher;
/** Everything of the test that is not the project. */
let folder: string;
/** The one folder that the programs may write. */
let documents: string;
const children: Child[] = [];

beforeAll(async () => {
  [database, mail] = await Promise.all([testDatabase('template1'), startMailCatcher()]);
  folder = mkdtempSync(join(tmpdir(), 'assent-read-only-'));
  chmodSync(folder, 0o755);
  documents = join(folder, 'documents');
  mkdirSync(documents, { mode: 0o700 });
  if (account) chownSync(documents, account.uid, account.gid);
});
afterAll(async () => {
  for (const child of children) await child.kill();
  await mail.stop();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** What a container with a read-only root gives a process: no home, no place for temporary files. */
const bare = {
  PATH: process.env['PATH'],
  TZ: 'UTC',
  HOME: '/nonexistent',
  TMPDIR: '/nonexistent',
  NODE_ENV: 'development',
};

function start(program: string, env: Readonly<Record<string, string>>): Promise<Child> {
  return startChild({
    name: program,
    command: process.execPath,
    args: ['--enable-source-maps', program],
    cwd: PROJECT,
    account,
    env: {
      ...bare,
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_TASK_QUEUE: 'read-only',
      PAYER_ADDRESS: LETTERHEAD.address,
      PAYER_PHONE: LETTERHEAD.phone,
      LETTER_HOURS: '0-24',
      ENCRYPTION_KEYS,
      ...env,
    },
    stopSignal: 'SIGTERM',
  }).then((child) => {
    children.push(child);
    return child;
  });
}

/** Files of the project that are newer than another one; what is run and tested there aside. */
function changedSince(file: string): string {
  const aside = ['.git', '.run', '.nx', 'dist-test', '.cache'].flatMap((name) => [
    ...['-name', name, '-prune', '-o'],
  ]);
  const args = [PROJECT, ...aside, '-type', 'f', '-newer', file, '-print'];
  return execFileSync('find', args, { encoding: 'utf8', maxBuffer: 64e6 });
}

it('migration, API and worker do all of their work without writing anything but documents', async () => {
  const mark = join(folder, 'mark');
  writeFileSync(mark, '');
  const migration = spawnSync(process.execPath, ['tools/migrate.mjs'], {
    cwd: PROJECT,
    env: { ...bare, DATABASE_URL: database.url },
    encoding: 'utf8',
    ...account,
  });
  expect(migration.stderr).toContain('assent: applied 20261122000000_first');
  expect(migration.status).toBe(0);

  const { port } = await freePort();
  const api = await start('apps/api/dist/main.js', {
    PORT: String(port),
    DATABASE_URL: databaseUrlOf('assent_api', database.url),
    AUTH_ISSUER: 'urn:test:issuer',
    DEV_ISSUER_KEY: JSON.stringify(signingKey()),
    DOCUMENTS_FOLDER: documents,
  });
  const worker = await start('apps/worker/dist/main.js', {
    DATABASE_URL: databaseUrlOf('assent_worker', database.url),
    SMTP_URL: mail.smtpUrl,
  });
  const url = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await until(isReady, { timeoutMs: 120_000 }))) throw new Error(api.lastOutput());

  const json = { 'content-type': 'application/json' };
  const identity = JSON.stringify({ role: 'intake', subject: 'clerk' });
  const issued = await fetch(`${url}/dev/token`, { method: 'POST', headers: json, body: identity });
  const { token } = tokenAnswer.parse(await issued.json());
  const authorization = `Bearer ${token}`;
  const opened = await fetch(`${url}/v1/cases`, {
    method: 'POST',
    headers: { ...json, authorization, 'idempotency-key': 'read-only' },
    body: JSON.stringify(tourFile('request.json')),
  });
  expect(opened.status).toBe(201);
  const { id } = z.object({ id: z.string() }).parse(await opened.json());
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(PDF)]), 'letter.pdf');
  const address = `${url}/v1/cases/${id}/documents`;
  const sent = await fetch(address, { method: 'POST', headers: { authorization }, body: form });
  expect(sent.status).toBe(201);
  expect(readdirSync(documents, { recursive: true }).length).toBeGreaterThan(0);
  const isDelivered = () => mail.messages().length > 0;
  if (!(await until(isDelivered, { timeoutMs: 120_000 }))) throw new Error(worker.lastOutput());

  await Promise.all([api.stop(30_000), worker.stop(60_000)]);
  expect([await api.exited, await worker.exited]).toEqual([0, 0]);
  expect(changedSince(mark)).toBe('');
}, 400_000);
