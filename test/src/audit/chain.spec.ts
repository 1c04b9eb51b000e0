import { addDocument, type CaseRecord } from '@assent/application';
import { databaseUrlOf } from '@assent/local';
import { folderStore, inflate } from '@assent/platform';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { caseRecord, change, store } from '../record/records';
import { openSql, type Sql } from '../record/sql';
import { openDesk, type Desk } from '../support/desk';
import { MET } from '../support/facts';
import { deliverDue } from '../support/letters';
import { INTAKE, opened } from '../support/requests';
import { sealedAudit, type SealedAudit } from './sealed-audit';

let desk: Desk;
let audit: SealedAudit;
let owner: Sql;
let api: Sql;
let documents: string;

beforeAll(async () => {
  desk = await openDesk();
  audit = sealedAudit(desk);
  owner = await openSql(desk.databaseUrl);
  api = await openAsApi();
  documents = mkdtempSync(join(tmpdir(), 'assent-test-documents-'));
});
afterAll(async () => {
  await Promise.all([owner.close(), api.close()]);
  await audit.remove();
  await rm(documents, { recursive: true });
  await desk.close();
});
afterEach(async () => {
  expect((await audit.verify()).findings).toEqual([]);
});

/** As the API for a person who reads every line. */
async function openAsApi(): Promise<Sql> {
  const session = await openSql(databaseUrlOf('assent_api', desk.databaseUrl));
  await session.run('SET ROLE assent_every_line');
  return session;
}

const entriesOf = (caseId: string, columns: string) =>
  owner.run(`SELECT ${columns} FROM audit_entry WHERE case_id = $1 ORDER BY place`, [caseId]);

test('what a program says of the chain does not count', async () => {
  const { id } = await store(desk.ports.records, caseRecord());
  await api.run(
    `INSERT INTO audit_entry (id, at, actor, role, action, case_id, case_version, place, written_at,
       case_digest, hash)
     VALUES (1, '2020-01-01', 'ivy', 'intake', 'test', $1, 1, 77, '2020-01-01', sha256('a'), sha256('b'))`,
    [id],
  );
  const [, made] = await entriesOf(
    id,
    `place, id > 1 AS "isNew", written_at > now() - interval '1 minute' AS "isNow",
      case_digest = sha256('a') OR hash = sha256('b') AS "isTheirs", at::date::text AS at`,
  );
  expect(made).toEqual({ place: 2, isNew: true, isNow: true, isTheirs: false, at: '2020-01-01' });
});

test('the functions that hash cannot be called by a program', async () => {
  for (const call of [
    `audit_hash(NULL, NULL)`,
    `case_digest(NULL)`,
    `beside_digest(NULL)`,
    `letter_digest(NULL)`,
  ]) {
    expect(await api.refusalOf(`SELECT ${call}`)).toMatchObject({ code: '42501' });
  }
});

test('entries of one case that are written at the same time are one chain', async () => {
  const { record } = await opened(desk.ports, { facts: MET });
  const add = addDocument({ ...desk.ports, store: folderStore(documents), inflate });
  const content = Readable.from([Buffer.from('A note')]);
  await add({ caseId: record.id, actor: INTAKE, name: 'note.txt', content });
  const sessions = await Promise.all(Array.from({ length: 5 }, openAsApi));
  await Promise.all(
    sessions.map(async (session) => {
      for (let turn = 0; turn < 10; turn += 1) {
        await session.run(
          `INSERT INTO audit_entry (at, actor, role, action, case_id, case_version)
           VALUES (now(), 'ivy', 'intake', 'test', $1, $2)`,
          [record.id, record.version],
        );
      }
    }),
  );
  await Promise.all(sessions.map((session) => session.close()));
  const places = (await entriesOf(record.id, 'place')).map(({ place }) => place);
  expect(places).toEqual(Array.from({ length: 52 }, (_, index) => index + 1));
});

test('a letter that is sent has an entry', async () => {
  const { record } = await opened(desk.ports, { facts: MET });
  await deliverDue(desk);
  const sent = await entriesOf(
    record.id,
    `actor, role, action, at, letter = (SELECT id FROM notice n WHERE n.case_id = audit_entry.case_id
       AND n.sent_at = audit_entry.at LIMIT 1) AS "isOfIt", letter_digest IS NOT NULL AS "isHashed"`,
  );
  expect(sent).toContainEqual({
    actor: 'assent',
    role: 'software',
    action: 'send-letter',
    at: await desk.clock.now(),
    isOfIt: true,
    isHashed: true,
  });
});

test('a change of an authorization that comes without an entry gets one of its case', async () => {
  const { record, authorization } = await opened(desk.ports, { facts: MET });
  const stored = await desk.ports.records.authorization(authorization?.number ?? '');
  if (!stored) throw new Error('nothing was issued');
  const next = { ...stored, version: stored.version + 1, nextStepAt: new Date('2027-01-01') };
  await desk.ports.records.commit(change({ authorizations: [next] }));
  const entries = await entriesOf(record.id, 'actor, role, action, case_version');
  expect(entries.at(-1)).toEqual({
    actor: 'assent',
    role: 'software',
    action: 'follow-authorization',
    case_version: record.version,
  });
});

test('changes of the same cases in another order do not block one another', async () => {
  const [one, other] = [caseRecord(), caseRecord()];
  await store(desk.ports.records, one);
  await store(desk.ports.records, other);
  const entry = ({ id: caseId }: CaseRecord) => ({
    at: new Date('2026-11-22T15:00:00Z'),
    actor: 'ivy',
    role: 'intake' as const,
    action: 'test',
    caseId,
    caseVersion: 1,
  });
  const orders = Array.from({ length: 20 }, (_, turn) =>
    turn % 2 === 0 ? [one, other] : [other, one],
  );
  const outcomes = await Promise.all(
    orders.map((cases) => desk.ports.records.commit(change({ audit: cases.map(entry) }))),
  );
  expect(new Set(outcomes)).toEqual(new Set(['committed']));
});
