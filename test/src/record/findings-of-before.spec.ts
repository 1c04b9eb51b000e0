import type { Records } from '@assent/persistence';
import { change } from './records';
import { caseOf, databaseBefore, NOT_MET, type DatabaseOfBefore } from './release-before';
import type { Sql } from './sql';

const FINDINGS = '20261201000100_findings';

/** How the release before closed a case. */
const DENIED = `status = 'denied', closed_at = now(), decision = 'deny', decided_by = 'maya',
  decided_role = 'medical-director', decided_at = now(), rationale = 'Too many.',
  license_number = 'ME-1', license_state = 'TX', license_specialty = 'Oncology',
  letter_digest = decode(repeat('ab', 32), 'hex')`;

let database: DatabaseOfBefore;
let sql: Sql;
let records: Records;
let inReview: string;
let denied: string;

beforeAll(async () => {
  database = await databaseBefore(FINDINGS);
  ({ sql } = database);
  inReview = await caseOf(sql, 'OPEN', { status: 'in-review' });
  denied = await caseOf(sql, 'DENIED', { status: 'in-review', member: 'TM2' });
  await sql.run('UPDATE pa_case SET determination = $1', [NOT_MET]);
  await sql.run(`UPDATE pa_case SET ${DENIED} WHERE id = $1`, [denied]);
  await database.migrate();
  records = database.records();
});
afterAll(() => database.close());

it('a case opened before has no jurisdiction, and is changed like any other', async () => {
  const read = (await records.records.case(inReview))!;
  expect(read).toMatchObject({ status: 'in-review', jurisdiction: null, findings: [] });
  const changed = { ...read, version: read.version + 1, assignee: 'pia' };
  expect(await records.records.commit(change({ changed }))).toBe('committed');
  expect((await records.records.case(inReview))?.assignee).toBe('pia');
});

it('an earlier denial says nothing of the check, and can still be written', async () => {
  const read = (await records.records.case(denied))!;
  expect(read.decision).toMatchObject({ decision: 'deny', enginePart: null });
  const prescriber = { ...read.prescriber, email: 'new@example.org' };
  const changed = { ...read, version: read.version + 1, prescriber };
  expect(await records.records.commit(change({ changed }))).toBe('committed');
  expect((await records.records.case(denied))?.prescriber.email).toBe('new@example.org');
});

it('the release before can deny a case without a jurisdiction', async () => {
  expect(await sql.refusalOf(`UPDATE pa_case SET ${DENIED} WHERE id = $1`, [inReview])).toBeNull();
});
