import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { authorizationOf, caseRecord, change, store } from './records';
import { openSql, type Sql } from './sql';

/*
 * While a release is rolled out, the build before and the new one write to one database, whose
 * migrations are those of the new one.
 */

let desk: Desk;
let sql: Sql;
beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

const at = new Date('2026-11-24T15:00:00Z');
const snoozed = { until: at, reason: 'Vacation', by: { subject: 'ivy', role: 'intake' } } as const;

/** A case in review, as it was opened, asked about, and approved. */
const opened = caseRecord({
  id: '6f1f7a44-0d1c-4a1e-9d0f-0a6b0f6f2c11',
  number: 'PA-SIDE1',
  member: { memberId: 'SIDE1', givenName: 'Nadia', familyName: 'Brandt', birthDate: '1958-03-09' },
  prescriber: { npi: '1234567893', name: 'Lee Park MD', phone: '555-0100' },
  guideline: { id: 'ixazomib', version: '2024-10-01', digest: 'ab'.repeat(32) },
  assignee: 'pia',
  snoozed,
});
const asked = {
  ...opened,
  version: 2,
  status: 'pending-information',
  prescriber: { npi: '1234567893', name: 'Lee Park MD' },
  assignee: null,
  review: null,
  snoozed: null,
  informationRequest: { by: { subject: 'pia', role: 'pharmacist' }, at, rationale: 'Which dose?' },
} as const;
const approved = {
  ...asked,
  version: 3,
  status: 'approved',
  closedAt: at,
  informationRequest: null,
  decision: {
    decision: 'approve',
    by: { subject: 'pia', role: 'pharmacist' },
    at,
    rationale: 'Weighed against the guideline.',
    clauses: ['I.3'],
    license: null,
    letterDigest: null,
    modification: null,
    enginePart: null,
  },
} as const;
const issued = authorizationOf(approved, { number: 'AU-SIDE1' });
const ended = {
  ...issued,
  version: 2,
  status: 'ended',
  endedOn: '2027-01-31',
  endReason: 'therapy-stopped',
} as const;

const CHANGES: readonly Partial<Change>[] = [
  { opened },
  { changed: asked },
  { changed: approved, issued },
  { authorizations: [ended] },
];

/** The arguments of `commit_change` that the release before sent for these changes. */
const SENT_BEFORE = JSON.parse(
  readFileSync(join(__dirname, 'changes-of-release-before.json'), 'utf8'),
) as readonly unknown[];

it('the previous release writes the same as this one', async () => {
  const { records } = desk.ports;
  for (const sent of SENT_BEFORE) {
    await sql.run('SELECT is_stale, known_email FROM commit_change($1::jsonb)', [sent]);
    if (sent === SENT_BEFORE[0]) expect(await records.case(opened.id)).toEqual(opened);
    if (sent === SENT_BEFORE[1]) expect(await records.case(opened.id)).toEqual(asked);
  }
  expect(SENT_BEFORE).toHaveLength(CHANGES.length);
  expect(await records.case(opened.id)).toEqual(approved);
  expect(await records.authorization(issued.number)).toEqual(ended);
});

describe("a column that this build doesn't know", () => {
  it('keeps what another build wrote, even in the same session', async () => {
    const { records } = desk.ports;
    const [first, second] = [caseRecord(), caseRecord()];
    await store(records, first);
    await sql.run('ALTER TABLE pa_case ADD COLUMN later text');
    await store(records, second);
    await sql.run(`UPDATE pa_case SET later = 'kept'`);
    for (const record of [first, second]) {
      const changed = { ...record, version: 2, assignee: 'pia' };
      expect(await records.commit(change({ changed }))).toBe('committed');
      const [row] = await sql.run('SELECT later, assignee FROM pa_case WHERE id = $1', [record.id]);
      expect(row).toEqual({ later: 'kept', assignee: 'pia' });
    }
  });

  it('is written by a build that knows it, without another function', async () => {
    const record = await store(desk.ports.records, caseRecord());
    await sql.run('ALTER TABLE pa_case ADD COLUMN newest text');
    await sql.run('SELECT commit_change($1::jsonb)', [
      {
        ...change({}),
        audit: [
          {
            at: record.openedAt,
            actor: 'pia',
            role: 'pharmacist',
            action: 'test',
            case_id: record.id,
            case_version: 2,
          },
        ],
        gone_blockers: [],
        changed: [{ id: record.id, version: 2, newest: 'told' }],
      },
    ]);
    const [row] = await sql.run('SELECT newest, status FROM pa_case WHERE id = $1', [record.id]);
    expect(row).toEqual({ newest: 'told', status: 'in-review' });
  });
});
