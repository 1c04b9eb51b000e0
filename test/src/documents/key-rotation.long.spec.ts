import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseUrlOf, startChild, until, type Child } from '@assent/local';
import { newEncryptionKey } from '@assent/platform';
import { signingKey } from '../api/api-server';
import { openSql } from '../record/sql';
import { PROJECT } from '../stack/running-stack';
import { LETTERHEAD } from '../support/desk';
import { testDatabase, type TestDatabase } from '../support/services';

const KEY = newEncryptionKey('2026-11');

let database: TestDatabase;
let documents: string;
beforeAll(async () => {
  database = await testDatabase();
  documents = mkdtempSync(join(tmpdir(), 'assent-test-documents-'));
});
afterAll(async () => {
  await database.drop();
  rmSync(documents, { recursive: true });
});

/** A program of the API, with the configuration of one. */
function startProgram(file: string, onOutput?: (line: string) => void): Promise<Child> {
  return startChild({
    name: file,
    command: process.execPath,
    args: [join(PROJECT, 'apps/api/dist', file)],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      PORT: '0',
      DATABASE_URL: databaseUrlOf('assent_api', database.url),
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      PAYER_ADDRESS: LETTERHEAD.address,
      PAYER_PHONE: LETTERHEAD.phone,
      ENCRYPTION_KEYS: KEY,
      AUTH_ISSUER: 'urn:test:issuer',
      DEV_ISSUER_KEY: JSON.stringify(signingKey()),
      DOCUMENTS_FOLDER: documents,
    },
    stopSignal: 'SIGTERM',
    ...(onOutput && { onOutput }),
  });
}

async function shownProgress(): Promise<string> {
  const lines: string[] = [];
  const program = await startProgram('show-key-rotation.js', (line) => lines.push(line));
  expect(await program.exited).toBe(0);
  return lines.join('\n');
}

it('begins by itself with an API, and a command shows how far it is', async () => {
  expect(await shownProgress()).toBe('`2026-11`: no API has begun to move documents to it');
  const sql = await openSql(database.url);
  const api = await startProgram('main.js');
  const hasBegun = async () => (await sql.run('SELECT key_id FROM key_rotation')).length > 0;
  expect(await until(hasBegun, { timeoutMs: 60_000, everyMs: 100 })).toBe(true);
  await api.stop(20_000);
  await sql.close();
  expect(await api.exited).toBe(0);
  expect(await shownProgress()).toMatch(
    /^`2026-11`: 0 documents left; .*\nNo document needs a key older than `2026-11`/,
  );
}, 180_000);
