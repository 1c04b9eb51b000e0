import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, until, type Postgres } from '@assent/local';
import { createRecords, migrate, type Records } from '@assent/persistence';
import { asApi } from '../support/both-programs';
import { identifiers, payerSettings } from '@assent/platform';
import { Client } from 'pg';
import { LETTER_HOURS, LETTERHEAD, ZONE } from '../support/desk';
import { ONE_MISSING } from '../support/facts';
import { open } from '../support/requests';

/*
 * The log that Postgres itself writes: of the local stack as it is started, and of a server that logs as
 * much as it can, as other servers may.
 */

const NOW = new Date('2026-11-22T15:00:00Z');
const MEMBER = {
  memberId: 'CANARY4711',
  givenName: 'Canaria',
  familyName: 'Canaris',
  birthDate: '1958-03-09',
};
const OF_THE_MEMBER = /canar|1958-03-09/i;

let folder: string;
let postgres: Postgres;
let records: Records;
const log: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assent-test-'));
  await chmod(folder, 0o755);
  postgres = await startPostgres({
    dir: join(folder, 'postgres'),
    persistent: false,
    onOutput: (line) => log.push(line),
  });
  await migrate(postgres.url);
  records = createRecords({ ...asApi(postgres.url), poolSize: 10 });
});
afterAll(async () => {
  await records.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  log.length = 0;
});

const ports = () => ({
  clock: { now: () => Promise.resolve(NOW) },
  ids: identifiers,
  records: records.records,
  settings: payerSettings({
    timeZone: ZONE,
    payerName: 'Test Health Plan',
    letterhead: LETTERHEAD,
    letterHours: LETTER_HOURS,
  }),
});

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

const logged = (words: RegExp) =>
  until(() => log.some((line) => words.test(line)), { timeoutMs: 30_000 });

test('of the local stack contains no value of a row that breaks a rule', async () => {
  await open(ports(), { member: MEMBER, facts: ONE_MISSING });
  const broken = [
    'UPDATE pa_case SET family_name = NULL',
    "UPDATE pa_case SET status = 'lost'",
    'INSERT INTO pa_case SELECT * FROM pa_case',
  ];
  for (const sql of broken) await expect(run(postgres.url, sql)).rejects.toThrow();
  expect(await logged(/ERROR:.*duplicate key/)).toBe(true);
  expect(log.filter((line) => line.includes('ERROR:'))).toHaveLength(broken.length);
  expect(log.filter((line) => OF_THE_MEMBER.test(line))).toEqual([]);
});

test('of a server that logs everything contains no member when a change is refused', async () => {
  const database = new URL(postgres.url).pathname.slice(1);
  await run(postgres.adminUrl, `ALTER DATABASE ${database} SET log_error_verbosity = 'verbose'`);
  await records.close();
  records = createRecords({ ...asApi(postgres.url), poolSize: 10 });
  const change = JSON.stringify({
    events: [{ case_id: identifiers.id(), at: NOW, type: 'CANARY4711', actor: 'ivy' }],
    audit: [],
    outbox: [],
    notices: [],
  });
  await expect(run(postgres.url, `SELECT commit_change('${change}'::jsonb)`)).rejects.toThrow(
    'the change breaks the rule',
  );
  expect(await logged(/ERROR:.*the change breaks the rule/)).toBe(true);
  expect(log.filter((line) => OF_THE_MEMBER.test(line))).toEqual([]);
});
