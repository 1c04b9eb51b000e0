import { DATABASE_ROLES, databaseUrlOf, type DatabaseRole } from '@assent/local';
import { createRecords, givePasswords } from '@assent/persistence';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { opened, unique } from '../support/requests';
import { adminUrlOf } from '../support/services';
import { deliverDue } from '../support/letters';
import { caseRecord, change, store } from './records';
import { openSql, type Sql } from './sql';

const PROGRAMS = ['assent_api', 'assent_worker'] as const;
const READERS = ['assent_reader', 'assent_auditor'] as const;

let desk: Desk;
let owner: Sql;
let as: Record<DatabaseRole, Sql>;
let approved: { id: string; number: string };
let inReview: string;

beforeAll(async () => {
  desk = await openDesk();
  owner = await openSql(desk.databaseUrl);
  const sessions = await Promise.all(
    DATABASE_ROLES.map(
      async (role) => [role, await openSql(databaseUrlOf(role, desk.databaseUrl))] as const,
    ),
  );
  as = Object.fromEntries(sessions) as typeof as;
  const { record, authorization } = await opened(desk.ports, { facts: MET });
  approved = { id: record.id, number: authorization?.number ?? '' };
  inReview = (await opened(desk.ports, { facts: TOO_MANY_CAPSULES })).record.id;
  await opened(desk.ports, { facts: ONE_MISSING });
  await deliverDue(desk);
});
afterAll(async () => {
  await Promise.all([owner, ...Object.values(as)].map((each) => each.close()));
  await desk.close();
});

const DENIED = { code: '42501', rule: undefined };

/** What the schema grants to a role, as `table: privileges`; a privilege on columns is in brackets. */
async function grantsOf(
  role: DatabaseRole | 'assent_every_line',
  except = 'SELECT',
): Promise<readonly string[]> {
  const rows = await owner.run(
    `SELECT relname AS name, array_agg(held ORDER BY held) AS held FROM (
       SELECT c.relname, privilege_type AS held FROM pg_class c, aclexplode(c.relacl)
       WHERE grantee = $1::regrole AND c.relkind = 'r'
       UNION SELECT c.relname, format('%s (%s)', privilege_type, attname)
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl)
       WHERE grantee = $1::regrole) granted
     WHERE held <> $2 GROUP BY relname ORDER BY relname`,
    [role, except],
  );
  return rows.map(({ name, held }) => `${String(name)}: ${(held as string[]).join(', ')}`);
}

describe('what a role may write directly', () => {
  it('for the API is what it keeps beside the record of a case', async () => {
    expect(await grantsOf('assent_api')).toEqual([
      'access_entry: INSERT',
      'audit_check: INSERT, UPDATE (entries), UPDATE (failure), UPDATE (finding_count), UPDATE (findings), UPDATE (finished_at)',
      'audit_entry: INSERT',
      'calendar_feed: DELETE, INSERT, UPDATE',
      'case_access: INSERT',
      'case_event: INSERT',
      'document: INSERT',
      'document_opening: INSERT',
      'document_scan: INSERT',
      'draft: DELETE, INSERT, UPDATE',
      'ended_session: DELETE, INSERT, UPDATE (issued_by), UPDATE (until), UPDATE (written_at)',
      'key_rotation: INSERT, UPDATE',
      'letter_setting: INSERT',
      'member_letter: UPDATE (delivery_at), UPDATE (delivery_by), UPDATE (delivery_code), UPDATE (delivery_outcome), UPDATE (delivery_role), UPDATE (last_error), UPDATE (mailed_at), UPDATE (mailed_by), UPDATE (mailed_role), UPDATE (next_attempt_at), UPDATE (recipient), UPDATE (returned_from), UPDATE (tried_since)',
      'notice: UPDATE (at_once), UPDATE (attempts), UPDATE (delivery_at), UPDATE (delivery_by), UPDATE (delivery_code), UPDATE (delivery_outcome), UPDATE (delivery_role), UPDATE (last_error), UPDATE (next_attempt_at), UPDATE (resend), UPDATE (tried_since), UPDATE (undeliverable_at)',
      'pa_case: UPDATE (number)',
      'person_seen: INSERT, UPDATE (role), UPDATE (seen_at)',
      'prescriber_seen: UPDATE (email)',
      'reconciliation: UPDATE',
      'saved_view: DELETE, INSERT, UPDATE',
      'stuck: DELETE, INSERT, UPDATE',
      'used_allowance: DELETE, INSERT, UPDATE (used_until)',
    ]);
  });

  it('for the worker is its queues, and the timeline', async () => {
    expect(await grantsOf('assent_worker')).toEqual([
      'audit_entry: SELECT (hash), SELECT (id), SELECT (written_at)',
      'audit_seal: INSERT',
      'case_event: INSERT',
      'document_scan: UPDATE (attempts), UPDATE (found), UPDATE (last_error), UPDATE (next_attempt_at), UPDATE (scanned_at), UPDATE (state)',
      'letter_form: INSERT',
      'member_letter: INSERT, UPDATE',
      'notice: INSERT, UPDATE',
      'outbox: DELETE, INSERT, UPDATE',
      'pa_case: UPDATE (number)',
      'prescriber_seen: UPDATE (email)',
      'stuck: INSERT, UPDATE',
    ]);
  });

  it('for the API does not depend on the lines of business of who calls', async () => {
    const none = 'nothing';
    expect(await grantsOf('assent_every_line', none)).toEqual(await grantsOf('assent_api', none));
  });

  it.each(READERS)('for %s is nothing', async (role) => {
    expect(await grantsOf(role)).toEqual([]);
  });
});

describe.each(PROGRAMS)('plain statements of %s', (role) => {
  it.each([
    ['deny a case', `UPDATE pa_case SET status = 'denied', decision = 'deny'`],
    ['approve a case', `UPDATE pa_case SET status = 'approved', decision = 'approve'`],
    ['move a deadline', `UPDATE pa_case SET due_at = due_at + interval '1 year'`],
    ['remove a case', 'DELETE FROM pa_case'],
    ['empty the record', 'TRUNCATE pa_case CASCADE'],
    ['copy a case', 'INSERT INTO pa_case SELECT * FROM pa_case'],
    ['lengthen', `UPDATE pa_authorization SET end_date = end_date + interval '10 years'`],
    ['issue', 'INSERT INTO pa_authorization SELECT * FROM pa_authorization'],
    ['overturn an appeal', `UPDATE appeal SET decision = 'overturn'`],
    ['remove a letter', 'DELETE FROM notice'],
    ['remove a letter to a member', 'DELETE FROM member_letter'],
    ['change what was sent', `UPDATE letter_form SET bytes = 'x'`],
    ['remove what was sent', 'DELETE FROM letter_form'],
    ['backdate an entry', `UPDATE audit_entry SET at = at - interval '1 year'`],
    ['remove an entry', 'DELETE FROM audit_entry'],
    ['change a seal', `UPDATE audit_seal SET payload = '{}'`],
    ['remove a seal', 'DELETE FROM audit_seal'],
    ['change who read', `UPDATE access_entry SET actor = 'eve'`],
    ['remove who read', 'DELETE FROM access_entry'],
    ['remove what happened', 'DELETE FROM case_event'],
    ['switch off a rule', 'ALTER TABLE notice DISABLE TRIGGER ALL'],
    ['pass the rules', `SET session_replication_role = 'replica'`],
    ['become the owner', 'SET ROLE assent'],
    ['write around the checks', `SELECT write_change('{}'::jsonb)`],
    ['write any table', `SELECT replace_given('pa_case', 'id', '{}'::jsonb)`],
    ['add a function', 'CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'],
    ['add a table', 'CREATE TABLE mine (id int)'],
    ['read files of the server', `COPY document FROM '/etc/hostname'`],
  ])("can't %s", async (_, statement) => {
    const refusal = await as[role].refusalOf(statement);
    expect(refusal).toEqual(DENIED);
  });
});

it("the worker can't change a sent letter, nor the number of a case that it locks", async () => {
  const { assent_worker: worker } = as;
  const STAYS = { code: 'AS001', rule: 'a_sent_letter_stays_as_it_was' };
  const sent = 'WHERE sent_at IS NOT NULL';
  expect(await worker.run(`SELECT 1 FROM notice ${sent}`)).not.toEqual([]);
  for (const change of ['sent_at = NULL', `text = 'other words'`, `recipient = 'b@example.org'`]) {
    expect(await worker.refusalOf(`UPDATE notice SET ${change} ${sent}`)).toEqual(STAYS);
  }
  expect(
    await worker.refusalOf(`UPDATE pa_case SET number = 'PA-1' WHERE id = $1`, [inReview]),
  ).toEqual({ code: 'AS001', rule: 'a_case_keeps_its_identity' });
});

describe.each(PROGRAMS)('commit_change called by %s with rows that it made up', (role) => {
  const committed = (change: object) => as[role].refusalOf('SELECT commit_change($1)', [change]);
  const caseOf = async (id: string) =>
    (await owner.run('SELECT to_jsonb(c) AS row FROM pa_case c WHERE id = $1', [id]))[0]?.[
      'row'
    ] as Record<string, unknown>;
  const changed = async (id: string, columns: object) => {
    const row = await caseOf(id);
    const next = { ...row, version: Number(row['version']) + 1, ...columns };
    const entry = { at: row['opened_at'], actor: 'eve', role: 'intake', action: 'edit' };
    const audit = [{ ...entry, case_id: id, case_version: next.version }];
    return { changed: [next], audit, events: [], outbox: [], notices: [] };
  };

  it('denies nothing without both keys', async () => {
    const denial = { status: 'denied', decision: 'deny', closed_at: '2026-11-23T09:00:00Z' };
    expect((await committed(await changed(inReview, denial)))?.code).toBe('23514');
  });

  it('changes no case without an entry for the auditor', async () => {
    const change = { ...(await changed(inReview, { assignee: 'eve' })), audit: [] };
    const rule = 'a_change_has_its_audit_entry';
    expect(await committed(change)).toEqual({ code: '23514', rule });
  });

  it.each(['number', 'member_id', 'received_at', 'opened_at', 'drug'])(
    'keeps the %s of a case',
    async (column) => {
      const value = column.endsWith('_at') ? '2026-01-01T00:00:00Z' : 'X-1';
      const refusal = await committed(await changed(inReview, { [column]: value }));
      expect(refusal).toEqual({ code: 'AS001', rule: 'a_case_keeps_its_identity' });
    },
  );

  it.each(['birth_date', 'as_of', 'requested_start'])(
    'keeps the %s of a closed case',
    async (column) => {
      const refusal = await committed(await changed(approved.id, { [column]: '2001-01-01' }));
      expect(refusal).toEqual({ code: 'AS001', rule: 'a_closed_case_keeps_its_dates' });
    },
  );

  it.each([
    ['lengthens no authorization', { end_date: '2036-11-21' }],
    ['moves none to an earlier start', { start_date: '2020-01-01' }],
    ['gives none to another member', { member_id: 'X-1' }],
    ['changes no dose', { dosing: { capsuleStrengthMg: 400, capsulesPer28Days: 300 } }],
  ])('%s', async (_, columns) => {
    const [row] = await owner.run(
      'SELECT to_jsonb(a) AS row FROM pa_authorization a WHERE number = $1',
      [approved.number],
    );
    const stored = row?.['row'] as Record<string, unknown>;
    const authorization = { ...stored, version: Number(stored['version']) + 1, ...columns };
    const change = {
      authorizations: [authorization],
      events: [],
      audit: [],
      outbox: [],
      notices: [],
    };
    const rule = 'an_authorization_keeps_its_terms';
    expect(await committed(change)).toEqual({ code: 'AS001', rule });
  });
});

it('a new case that changes another one leaves an entry of each, also by the release before', async () => {
  const [one, other] = [caseRecord(), caseRecord()];
  await store(desk.ports.records, one);
  const { audit, ...both } = change({ opened: other, changed: { ...one, version: 2 } });
  const openings = audit.filter(({ caseId }) => caseId === other.id);
  expect(await desk.ports.records.commit({ ...both, audit: openings })).toBe('committed');
  const entries = await owner.run(
    'SELECT actor, case_version FROM audit_entry WHERE case_id = $1 ORDER BY id',
    [one.id],
  );
  expect(entries).toEqual([
    { actor: 'ivy', case_version: 1 },
    { actor: 'ivy', case_version: 2 },
  ]);
});

describe('who reads', () => {
  it.each([
    ['assent_worker', 'access_entry', 'actor'],
    ['assent_reader', 'access_entry', 'actor'],
    ['assent_worker', 'audit_entry', 'actor'],
    ['assent_worker', 'draft', 'request'],
    ['assent_worker', 'calendar_feed', 'digest'],
    ['assent_reader', 'audit_entry', 'actor'],
    ['assent_reader', 'draft', 'request'],
    ['assent_auditor', 'draft', 'request'],
  ] as const)('is not %s for %s', async (role, table, column) => {
    expect(await as[role].refusalOf(`SELECT ${column} FROM ${table}`)).toEqual(DENIED);
  });

  it('for the auditor is who did what', async () => {
    expect(await as.assent_auditor.run('SELECT actor FROM audit_entry')).not.toEqual([]);
    expect(await as.assent_auditor.run('SELECT actor FROM access_entry')).toEqual([]);
  });
});

/** Tables whose rows everyone sees who may read the table, and why. */
const WITHOUT_LINES: Readonly<Record<string, string>> = {
  _prisma_migrations: 'the migrations that were applied; no role reads it',
  access_entry: 'the access log is whole for auditors: ids, without names (ADR 0065)',
  audit_check: 'checks of the audit as a whole',
  audit_seal: 'hashes and counts',
  calendar_feed: 'of its owner; what it shows is read with the lines that it keeps',
  draft: 'of its author; no case yet',
  ended_session: 'digests and times',
  key_rotation: 'ids of keys and of a document, and counts',
  letter_setting: 'what the plan changes in all letters',
  outbox: 'ids of cases, and numbers of authorizations',
  person_seen: 'people who work here',
  prescriber_seen: 'prescribers, without members',
  reconciliation: 'when cases were checked',
  saved_view: 'of its owner; filters',
  used_allowance: 'digests and times',
};

describe('lines of business', () => {
  let limited: readonly string[];
  beforeAll(async () => {
    const rows = await owner.run(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
         AND relkind IN ('r', 'p') AND relrowsecurity AND relforcerowsecurity ORDER BY 1`,
    );
    limited = rows.map(({ name }) => String(name));
  });

  const counted = async (sql: Sql, tables = limited): Promise<Record<string, unknown>> => {
    const each = tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
    const [row] = await sql.run(`SELECT ${each.join(', ')}`);
    return { ...row };
  };
  const none = () => Object.fromEntries(limited.map((table) => [table, 0]));

  /** What the API counts in one transaction with settings, which end with it. */
  const countedWith = async (settings: Record<string, string>) => {
    const { assent_api: api } = as;
    await api.run('BEGIN');
    for (const [name, value] of Object.entries(settings)) {
      await api.run('SELECT set_config($1, $2, true)', [name, value]);
    }
    const counts = await counted(api);
    await api.run('COMMIT');
    return counts;
  };

  it('limit every table, the owner of the tables too, or it is listed why not', async () => {
    const tables = await owner.run(
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
    );
    expect([...limited, ...Object.keys(WITHOUT_LINES)].sort()).toEqual(
      tables.map(({ name }) => name),
    );
  });

  it('have the same policies on each of these tables', async () => {
    const rows = await owner.run(
      `SELECT tablename, array_agg(format('%s %s: %s', policyname, cmd,
         array_to_string(roles, ', ')) ORDER BY policyname) AS policies
       FROM pg_policies GROUP BY tablename ORDER BY tablename`,
    );
    const policies = [
      'every_line ALL: assent, assent_every_line, assent_worker',
      'lines_of_business ALL: assent_api',
      'reports SELECT: assent_auditor, assent_reader',
    ];
    expect(rows).toEqual(limited.map((tablename) => ({ tablename, policies })));
  });

  it('show the API nothing until it says who reads', async () => {
    const all = await counted(owner);
    expect(Object.values(all).filter((count) => count !== 0).length).toBeGreaterThan(6);
    expect(await counted(as.assent_api)).toEqual(none());
    expect(await countedWith({ 'assent.lines': '' })).toEqual(none());
  });

  it('show rows of the lines that it says, and no others, for one transaction', async () => {
    const all = await counted(owner);
    expect(await countedWith({ 'assent.lines': 'medicare-part-d fep' })).toEqual(none());
    expect(await countedWith({ 'assent.lines': 'fep commercial' })).toEqual(all);
    expect(await countedWith({ role: 'assent_every_line' })).toEqual(all);
    expect(await counted(as.assent_api)).toEqual(none());
  });

  it('keep the API from adding to a case that it does not see', async () => {
    const event = `INSERT INTO case_event (case_id, at, type, actor, role)
      VALUES ($1, now(), 'assigned', 'eve', 'intake')`;
    expect(await as.assent_api.refusalOf(event, [inReview])).toEqual(DENIED);
    const taken = await as.assent_api.run('DELETE FROM stuck RETURNING case_id');
    expect(taken).toEqual([]);
  });

  it.each(['assent_worker', 'assent_reader', 'assent_auditor'] as const)(
    'do not limit %s',
    async (role) => {
      const readable = await owner.run(
        `SELECT name FROM unnest($1::text[]) name WHERE has_any_column_privilege($2, name, 'SELECT')`,
        [limited, role],
      );
      const tables = readable.map(({ name }) => String(name));
      expect(await counted(as[role], tables)).toEqual(await counted(owner, tables));
    },
  );
});

describe('a program', () => {
  const refused = async (databaseUrl: string): Promise<string> => {
    const records = createRecords({ databaseUrl, poolSize: 1 });
    const refusal = await records.requireOwnRole().then(
      () => 'accepted',
      (error: unknown) => (error as Error).message,
    );
    await records.close();
    return refusal;
  };

  it('is refused as the owner of the tables, and told which role to take', async () => {
    expect(await refused(desk.databaseUrl)).toBe(
      'the database role assent owns the tables, so it could change or switch off what the tables refuse; give DATABASE_URL a role that owns nothing, such as assent_api for the API and assent_worker for the worker',
    );
  });

  it('is refused as a superuser', async () => {
    expect(await refused(adminUrlOf(desk.databaseUrl))).toContain('is a superuser');
  });

  it('reads nothing as the owner, even if nobody asked when it started', async () => {
    const records = createRecords({ databaseUrl: desk.databaseUrl, poolSize: 1 });
    await expect(records.records.case(inReview)).rejects.toThrow('owns the tables');
    await records.close();
  });

  it.each(DATABASE_ROLES)('is accepted as %s', async (role) => {
    expect(await refused(databaseUrlOf(role, desk.databaseUrl))).toBe('accepted');
  });

  it('signs in with the password that the migration gave its role, and with no other', async () => {
    const role = `assent_test_${unique().toLowerCase()}`;
    const admin = adminUrlOf(desk.databaseUrl);
    const signedIn = async (password: string): Promise<boolean> => {
      const url = Object.assign(new URL(admin), { username: role, password });
      const records = createRecords({ databaseUrl: url.href, poolSize: 1 });
      const isIn = await records.ping().then(
        () => true,
        () => false,
      );
      await records.close();
      return isIn;
    };
    const sql = await openSql(admin);
    await sql.run(`CREATE ROLE ${role} LOGIN`);
    await givePasswords(admin, { [role]: 'first-password', assent_api: null });
    await givePasswords(admin, { [role]: 'second-password' });
    const tried = await Promise.all(
      ['another-password', 'first-password', 'second-password'].map(signedIn),
    );
    await sql.run(`DROP ROLE ${role}`);
    await sql.close();
    expect(tried).toEqual([false, false, true]);
  });

  it('is no fault while the database is away', async () => {
    expect(await refused('postgresql://assent_api@127.0.0.1:1/assent')).toBe('accepted');
  });
});
