import type { CaseRecord, Change } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { digestLike, INTAKE, unique } from '../support/requests';
import { approvedCase, authorizationOf, caseRecord, change, noticeOf, store } from './records';
import { openSql, type Sql } from './sql';

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
const next = (record: CaseRecord): CaseRecord => ({
  ...record,
  version: record.version + 1,
  assignee: unique(),
});

/** A change that writes a row of every kind. */
function fullChange(record: CaseRecord): Change {
  const other = approvedCase();
  return {
    opened: other,
    changed: next(record),
    issued: authorizationOf(other),
    events: [{ caseId: record.id, at, type: 'determined', actor: INTAKE, details: {} }],
    audit: change({ opened: other, changed: next(record) }).audit,
    outbox: [{ topic: 'case-changed', subject: record.id }],
    notices: [noticeOf(record)],
    cancelledNotices: [{ kinds: ['information-request'], caseId: record.id }],
  };
}

/** Everything that is written, as one text. */
async function everything(): Promise<string> {
  const tables = [
    'pa_case',
    'pa_authorization',
    'case_event',
    'audit_entry',
    'outbox',
    'notice',
  ].map((table) => `SELECT to_jsonb(t)::text AS row FROM ${table} t`);
  const rows = await sql.run(tables.join(' UNION ALL '));
  return rows
    .map(({ row }) => String(row))
    .sort()
    .join('\n');
}

async function stored(): Promise<CaseRecord> {
  const record = caseRecord();
  return store(desk.ports.records, record, { notices: [noticeOf(record)] });
}

describe('a change of a case', () => {
  it('is written by exactly one of many writers that saw the same version', async () => {
    const record = await stored();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        desk.ports.records.commit(change({ changed: next(record) })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'stale')).toHaveLength(19);
  });

  it.each([
    ['an older version', 0],
    ['the stored version', -1],
    ['a version that does not exist yet', 5],
  ])('is stale if it is based on %s, and writes nothing', async (_, shift) => {
    const record = await stored();
    const { records } = desk.ports;
    const current = shift === 0 ? next(record) : record;
    if (shift === 0) await records.commit(change({ changed: current }));
    const before = await everything();
    const built = fullChange({ ...record, version: record.version + shift });
    expect(await records.commit(built)).toBe('stale');
    expect(await everything()).toBe(before);
  });

  it('is refused by the database itself with the code AS409', async () => {
    const record = await stored();
    const refusal = await sql.refusalOf('SELECT commit_change($1)', [
      {
        changed: [{ id: record.id, version: 9 }],
        audit: [{ case_id: record.id, case_version: 9 }],
      },
    ]);
    expect(refusal?.code).toBe('AS409');
  });

  it('is accepted from an earlier build, which sends one row where there can be several', async () => {
    const approved = approvedCase();
    const issued = authorizationOf(approved);
    await store(desk.ports.records, approved, { issued, notices: [noticeOf(approved)] });
    const record = await stored();
    const refusal = await sql.refusalOf(
      `SELECT commit_change(jsonb_build_object('events', '[]'::jsonb,
         'audit', jsonb_build_array(jsonb_build_object('at', now(), 'actor', 'pia', 'role', 'test',
           'action', 'test', 'case_id', c.id, 'case_version', 2)),
         'outbox', '[]'::jsonb, 'notices', '[]'::jsonb,
         'changed', to_jsonb(c) - 'holds' || '{"version": 2, "assignee": "pia"}',
         'authorization', to_jsonb(a) || '{"version": 2, "renewed_by": "AU-2"}',
         'cancelled_notices', jsonb_build_object('kinds', '["information-request"]'::jsonb,
           'case_id', a.case_id)))
       FROM pa_case c, pa_authorization a WHERE c.id = $1 AND a.number = $2`,
      [record.id, issued.number],
    );
    expect(refusal).toBeNull();
    const { records } = desk.ports;
    expect(await records.case(record.id)).toMatchObject({ assignee: 'pia', holds: [] });
    expect(await records.authorization(issued.number)).toMatchObject({ renewedBy: 'AU-2' });
    expect(await records.notices(approved.id)).toEqual([]);
  });

  it('writes nothing if its authorization is stale', async () => {
    const record = await stored();
    const approved = approvedCase();
    const authorization = authorizationOf(approved);
    await store(desk.ports.records, approved, { issued: authorization });
    const before = await everything();
    const authorizations = [authorization];
    const outcome = await desk.ports.records.commit({ ...fullChange(record), authorizations });
    expect(outcome).toBe('stale');
    expect(await everything()).toBe(before);
  });
});

describe('a change that fails', () => {
  const nowhere = '00000000-0000-4000-8000-000000000000';
  const faults: [string, (record: CaseRecord) => Partial<Change>][] = [
    ['a case with the same number', ({ number }) => ({ opened: approvedCase({ number }) })],
    ['an authorization without a case', () => ({ issued: authorizationOf(approvedCase()) })],
    [
      'an event without a case',
      () => ({
        events: [{ caseId: nowhere, at, type: 'determined', actor: INTAKE, details: {} }],
      }),
    ],
    ['a letter without a case', (record) => ({ notices: [noticeOf({ ...record, id: nowhere })] })],
    [
      'an unknown status',
      (record) => ({ changed: { ...next(record), status: 'lost' as CaseRecord['status'] } }),
    ],
    [
      'a denial without a signature',
      (record) => ({ changed: { ...next(record), status: 'denied', closedAt: at } }),
    ],
  ];

  it.each(faults)('writes nothing: %s', async (_, fault) => {
    const record = await stored();
    const before = await everything();
    const outcome = await desk.ports.records
      .commit({ ...fullChange(record), ...fault(record) })
      .catch(() => 'failed');
    expect(['failed', 'taken']).toContain(outcome);
    expect(await everything()).toBe(before);
  });

  it('writes nothing if its command was already carried out', async () => {
    const record = await stored();
    const command = { key: unique(), digest: digestLike(unique()) };
    const { records } = desk.ports;
    await records.commit({ ...fullChange(record), command });
    const before = await everything();
    const again = fullChange({ ...record, version: record.version + 1 });
    expect(await records.commit({ ...again, command })).toBe('taken');
    expect(await everything()).toBe(before);
  });
});

it('a valid change is written completely', async () => {
  const record = await stored();
  const before = (await everything()).split('\n').length;
  await desk.ports.records.commit(fullChange(record));
  // Case, authorization, event, two audit entries, message and notice come in; the old notice goes.
  expect((await everything()).split('\n').length - before).toBe(6);
});
