import { databaseUrlOf } from '@assent/local';
import { verifyAudit, type SealStore } from '@assent/application';
import { auditLog } from '@assent/persistence';
import { sha256 } from '@assent/platform';
import { caseOf, databaseBefore, type DatabaseOfBefore } from '../record/release-before';

const CHAIN = '20261204000100_audit_chain';

let database: DatabaseOfBefore;

/** Nothing was sealed before there were chains. */
const noSeals: SealStore = {
  add: () => Promise.reject(new Error('nothing is sealed here')),
  read: () => Promise.resolve(null),
  all: async function* () {
    yield await Promise.resolve([]);
  },
};

beforeAll(async () => {
  database = await databaseBefore(CHAIN);
  const { sql } = database;
  const id = await caseOf(sql, 'ONE', { status: 'approved', type: 'initiation' });
  await caseOf(sql, 'TWO', { member: 'TM2', type: 'initiation' });
  await sql.run(
    `INSERT INTO audit_entry (at, actor, role, action, case_id, case_version)
     SELECT now() - interval '1 year', 'ivy', 'intake', 'open-case', id, version FROM pa_case`,
  );
  await sql.run(
    `INSERT INTO audit_entry (at, actor, role, action, case_id, case_version)
     VALUES (now(), 'maya', 'medical-director', 'decide', $1, 1)`,
    [id],
  );
  await sql.run(
    `INSERT INTO notice (id, kind, case_id, due_at, sent_at, recipient, subject, text, attempts, at_once)
     VALUES (gen_random_uuid(), 'decision', $1, now(), now(), 'office@example.org', 'Approved', 'Text', 1, false)`,
    [id],
  );
  await database.migrate();
});
afterAll(() => database.close());

it('entries and letters that are there are chained, and found whole', async () => {
  const rows = await database.sql.run(
    `SELECT number, place, action, letter IS NOT NULL AS "isOfLetter" FROM audit_entry
     JOIN pa_case c ON c.id = case_id ORDER BY number, place`,
  );
  expect(rows).toEqual([
    { number: 'PA-ONE', place: 1, action: 'open-case', isOfLetter: false },
    { number: 'PA-ONE', place: 2, action: 'decide', isOfLetter: false },
    { number: 'PA-ONE', place: 3, action: 'send-letter', isOfLetter: true },
    { number: 'PA-TWO', place: 1, action: 'open-case', isOfLetter: false },
  ]);
  const { entries, findings } = await verifyAudit({
    log: auditLog(databaseUrlOf('assent_auditor', database.url)),
    outside: noSeals,
    keys: { isSigned: () => false },
    sha256,
  })();
  expect({ entries, findings }).toEqual({ entries: 4, findings: [] });
});
