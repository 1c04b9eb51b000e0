import type { CaseRecord } from '@assent/application';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { caseRecord, store } from '../record/records';
import { openSql, type Sql } from '../record/sql';
import { openDesk, type Desk } from '../support/desk';
import { sealedAudit, type SealedAudit } from './sealed-audit';

let desk: Desk;
let audit: SealedAudit;
let first: Sql;
let second: Sql;
let record: CaseRecord;

beforeEach(async () => {
  desk = await openDesk();
  audit = sealedAudit(desk);
  [first, second] = await Promise.all([openSql(desk.databaseUrl), openSql(desk.databaseUrl)]);
  record = await store(desk.ports.records, caseRecord());
});
afterEach(async () => {
  await Promise.all([first.close(), second.close()]);
  await audit.remove();
  await desk.close();
});

const write = (sql: Sql, { id, version }: CaseRecord): Promise<unknown> =>
  sql.run(
    `INSERT INTO audit_entry (at, actor, role, action, case_id, case_version)
     VALUES (now(), 'assent', 'software', 'test', $1, $2)`,
    [id, version],
  );
const filesOf = (): string[] => readdirSync(join(audit.folder, '000000')).sort();
const payload = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(audit.folder, '000000', file), 'utf8').split('\n')[0]!) as Record<
    string,
    unknown
  >;

test('seals what was committed since the last seal, and nothing if there is nothing', async () => {
  expect(await audit.seal()).toBe(1);
  expect(await audit.seal()).toBe(0);
  await write(first, record);
  await write(first, record);
  expect(await audit.seal()).toBe(2);
  expect(filesOf()).toEqual(['seal-000000001.txt', 'seal-000000002.txt']);
  expect(payload('seal-000000002.txt')).toMatchObject({ number: 2, entries: 2, total: 3 });
  expect((await audit.verify()).findings).toEqual([]);
});

test('skips no entry whose transaction ends after one of a higher id', async () => {
  const other = await store(desk.ports.records, caseRecord());
  await audit.seal();
  await first.run('BEGIN');
  await write(first, record);
  await write(second, other);
  const sealing = audit.seal();
  await first.run('COMMIT');
  await sealing;
  await audit.seal();
  const { findings, unsealed } = await audit.verify();
  expect({ findings, unsealed }).toEqual({ findings: [], unsealed: 0 });
});

test('two that seal at once make no seal twice', async () => {
  const counts = await Promise.all([audit.seal(), audit.seal(), audit.seal()]);
  expect(counts.filter((count) => count === 1)).toHaveLength(1);
  expect(filesOf()).toEqual(['seal-000000001.txt']);
  expect((await audit.verify()).findings).toEqual([]);
});

test('takes over a seal that a process left outside when it died', async () => {
  await audit.seal();
  await first.run('ALTER TABLE audit_seal DISABLE TRIGGER USER');
  await first.run('DELETE FROM audit_seal');
  expect((await audit.verify()).findings).toEqual([
    'Seal 1 is missing in the database; outside of it, it is there.',
  ]);
  await write(first, record);
  expect(await audit.seal()).toBe(1);
  expect(await audit.seal()).toBe(1);
  expect((await audit.verify()).findings).toEqual([]);
});

test('takes over no seal that does not fit, and overwrites none', async () => {
  await audit.seal();
  await first.run('ALTER TABLE audit_seal DISABLE TRIGGER USER');
  await first.run('DELETE FROM audit_seal');
  await first.run('ALTER TABLE audit_entry DISABLE TRIGGER USER');
  await first.run(`UPDATE audit_entry SET hash = sha256('other')`);
  const before = readFileSync(join(audit.folder, '000000', 'seal-000000001.txt'), 'utf8');
  await expect(audit.seal()).rejects.toThrow('seal 1 is already outside');
  await expect(audit.outside.add({ number: 1, payload: '{}', signature: '' })).rejects.toThrow(
    'the folder of the audit seals cannot be used',
  );
  expect(readFileSync(join(audit.folder, '000000', 'seal-000000001.txt'), 'utf8')).toBe(before);
});

test('files outside cannot be written, and one that was changed is found', async () => {
  await audit.seal();
  const file = join(audit.folder, '000000', 'seal-000000001.txt');
  expect(statSync(file).mode & 0o777).toBe(0o444);
  await chmod(file, 0o644);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"entries":1', '"entries":2'));
  expect((await audit.verify()).findings).toEqual([
    'Seal 1 in the database is not the one outside of it.',
    'Seal 1 is not signed with a key that we know.',
  ]);
});

test('a missing folder is not a new one', async () => {
  await audit.remove();
  await expect(audit.seal()).rejects.toThrow('the folder of the audit seals cannot be used');
  expect(await first.run('SELECT FROM audit_seal')).toEqual([]);
});

test('entries that wait for their seal for more than an hour are a finding', async () => {
  await first.run('ALTER TABLE audit_entry DISABLE TRIGGER USER');
  await first.run(`UPDATE audit_entry SET written_at = written_at - interval '61 minutes'`);
  const { findings } = await audit.verify();
  expect(findings).toContain('No audit entry was sealed, although some are older than an hour.');
});
