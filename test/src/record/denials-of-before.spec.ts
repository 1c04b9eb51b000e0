import type { Records } from '@assent/persistence';
import { change } from './records';
import { caseOf, databaseBefore, NOT_MET, type DatabaseOfBefore } from './release-before';
import type { Sql } from './sql';

const TWO_KEYS = '20261128010000_two_keys';

/** How the release before closed a case. */
const DENIED = `status = 'denied', closed_at = now(), decision = 'deny', decided_by = 'maya',
  decided_role = 'medical-director', decided_at = now(), rationale = 'Too many.'`;

let database: DatabaseOfBefore;
let sql: Sql;
let records: Records;
let denied: string;

beforeAll(async () => {
  database = await databaseBefore(TWO_KEYS);
  ({ sql } = database);
  denied = await caseOf(sql, 'DENIED', { status: 'in-review' });
  await sql.run(`UPDATE pa_case SET determination = $2, ${DENIED} WHERE id = $1`, [
    denied,
    NOT_MET,
  ]);
  await database.migrate();
  records = database.records();
});
afterAll(() => database.close());

it('an earlier denial is read without keys', async () => {
  const read = await records.records.case(denied);
  expect(read?.status).toBe('denied');
  expect(read?.decision).toMatchObject({ decision: 'deny', license: null, letterDigest: null });
});

it('an earlier denial can still be written, as when its letter goes to another address', async () => {
  const read = (await records.records.case(denied))!;
  const prescriber = { ...read.prescriber, email: 'new@example.org' };
  const changed = { ...read, version: read.version + 1, prescriber };
  expect(await records.records.commit(change({ changed }))).toBe('committed');
  expect((await records.records.case(denied))?.prescriber.email).toBe('new@example.org');
});

it('an earlier denial gets no key afterwards', async () => {
  const refusal = await sql.refusalOf(`UPDATE pa_case SET license_number = 'ME-1' WHERE id = $1`, [
    denied,
  ]);
  expect(refusal).toEqual({ code: 'AS001', rule: undefined });
});

it('the release before can write no further denial', async () => {
  const id = await caseOf(sql, 'LATER', { member: 'TM2', status: 'in-review' });
  const refusal = await sql.refusalOf(`UPDATE pa_case SET ${DENIED} WHERE id = $1`, [id]);
  expect(refusal).toEqual({ code: '23514', rule: 'a_denial_needs_two_keys' });
});
