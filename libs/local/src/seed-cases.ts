import { Client } from 'pg';
import { FAMILY_BEGINNINGS, FAMILY_ENDS, GIVEN_NAMES, PEOPLE, prescribers } from './seed-people';

/** Rows written at once. */
const BATCH = 25_000;

export interface Seeding {
  readonly cases: number;
  /** Gets the number of cases written. */
  readonly onProgress?: (written: number) => void;
}

/**
 * Fills a database with cases of invented members, each a copy of an existing one: of twenty, one
 * is open, one was approved lately with coverage that ends about now, and the others closed in the
 * last two years. Nothing is planned for them, and no letter is sent.
 * @throws when the database holds no open, no approved or no other closed case to copy
 */
export async function seedCases(
  databaseUrl: string,
  { cases, onProgress }: Seeding,
): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  // The running query reports a lost connection.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`SET synchronous_commit = off; SET work_mem = '64MB'`);
    await chooseTemplates(client);
    const { columns, first } = await layout(client);
    for (let written = 0; written < cases; written += BATCH) {
      const last = first + Math.min(written + BATCH, cases) - 1;
      const batch = [first + written, last];
      const insert = casesSql(columns);
      await client.query(insert, [...batch, ...people(), false]);
      await client.query(AUTHORIZATIONS, batch);
      // What an open case renews is there before it.
      await client.query(insert, [...batch, ...people(), true]);
      await client.query(EVENTS, batch);
      onProgress?.(last - first + 1);
    }
    await client.query('VACUUM (ANALYZE) pa_case, pa_authorization, case_event, member');
  } finally {
    await client.end();
  }
}

const KINDS = ['open', 'approved', 'closed'] as const;

async function chooseTemplates(client: Client): Promise<void> {
  await client.query(`
    CREATE TEMPORARY TABLE kind_of_case AS
      SELECT row_number() OVER (PARTITION BY kind ORDER BY id) - 1 AS seat,
        count(*) OVER (PARTITION BY kind) AS seats, chosen.*
      FROM (SELECT CASE WHEN closed_at IS NULL THEN 'open'
          WHEN status = 'approved' THEN 'approved' ELSE 'closed' END AS kind, c.*
        FROM pa_case c WHERE member_id NOT LIKE 'SEED%' ORDER BY id LIMIT 1000) AS chosen`);
  const { rows } = await client.query<{ kind: string }>('SELECT DISTINCT kind FROM kind_of_case');
  const lacking = KINDS.filter((kind) => !rows.some((row) => row.kind === kind));
  if (lacking.length === 0) return;
  throw new Error(
    `the database has no ${lacking.join(', no ')} case to copy; \`npm start\` creates some of each kind`,
  );
}

/** The columns of a case, and the first free case number. */
async function layout(client: Client): Promise<{ columns: string[]; first: number }> {
  const columns = await client.query<{ name: string }>(`
    SELECT attname AS name FROM pg_attribute
    WHERE attrelid = 'pa_case'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`);
  const count = await client.query<{ count: string }>('SELECT count(*) FROM pa_case');
  return {
    columns: columns.rows.map(({ name }) => name),
    first: Number(count.rows[0]?.count ?? 0),
  };
}

function people(): readonly (readonly string[])[] {
  const offices = prescribers(500);
  return [
    GIVEN_NAMES,
    FAMILY_BEGINNINGS,
    FAMILY_ENDS,
    offices.map(({ npi }) => npi),
    offices.map(({ name }) => name),
    PEOPLE,
  ];
}

/** A number below `below` that goes with case `i`; another for each `salt`. */
const any = (below: number | string, salt: number) =>
  `(abs(hashint8(i + ${salt}::bigint * 1000000007)::bigint) % ${below})`;
const oneOf = (parameter: number, salt: number) =>
  `($${parameter}::text[])[1 + ${any(`cardinality($${parameter}::text[])`, salt)}]`;

/** As it is read out; no number of a real case has the digits 0 and 1. */
const NUMBER = `substr(lpad(i::text, 10, '0'), 1, 5) || '-' || substr(lpad(i::text, 10, '0'), 6)`;
const IS_OPEN = `t.kind = 'open'`;
const OPENED = `CASE WHEN ${IS_OPEN} THEN now() - ${any(12 * 24, 1)} * interval '1 hour'
  ELSE now() - interval '15 days' - ${any(700 * 24, 1)} * interval '1 hour' END`;
const DUE = `CASE WHEN ${IS_OPEN} THEN now() + (${any(15 * 24 * 60, 2)} - 2 * 24 * 60) * interval '1 minute'
  WHEN t.due_at IS NOT NULL THEN ${OPENED} + ${any(15 * 24, 2)} * interval '1 hour' END`;
const CLOSED = `CASE WHEN NOT ${IS_OPEN} THEN ${OPENED} + ${any(14 * 24, 3)} * interval '1 hour' END`;
const IS_SNOOZED = `${IS_OPEN} AND ${any(30, 4)} = 0`;

/** What a copy has of its own; the rest is as in its original. */
const OWN: Readonly<Record<string, string>> = {
  id: 'gen_random_uuid()',
  number: `'PA-' || ${NUMBER}`,
  member_id: `'SEED' || lpad(i::text, 8, '0')`,
  given_name: oneOf(3, 5),
  family_name: `${oneOf(4, 6)} || ${oneOf(5, 7)}`,
  birth_date: `date '1935-01-01' + ${any(20_000, 8)}::int`,
  npi: oneOf(6, 9),
  prescriber_name: oneOf(7, 9),
  prescriber_email: 'NULL',
  prescriber_phone: 'NULL',
  received_at: OPENED,
  opened_at: OPENED,
  closed_at: CLOSED,
  due_at: DUE,
  information_due_at: 'NULL',
  next_step_at: 'NULL',
  review_since: `CASE WHEN t.review_since IS NOT NULL THEN ${OPENED} END`,
  escalated_at: 'NULL',
  decided_at: `CASE WHEN t.decided_at IS NOT NULL THEN ${CLOSED} END`,
  assignee: `CASE WHEN ${any(2, 10)} = 0 THEN ${oneOf(8, 11)} END`,
  renews: `CASE WHEN ${IS_OPEN} AND t.request_type = 'continuation' THEN
    (SELECT 'AU-' || ${NUMBER} FROM (SELECT i + 1 AS i) AS next) END`,
  carried_from: 'NULL',
  without_cover_since: 'NULL',
  cover_ends_on: 'NULL',
  snoozed_until: `CASE WHEN ${IS_SNOOZED} THEN now() + interval '2 days' END`,
  snooze_reason: `CASE WHEN ${IS_SNOOZED} THEN 'The laboratory answers next week.' END`,
  snoozed_by: `CASE WHEN ${IS_SNOOZED} THEN ${oneOf(8, 12)} END`,
  snoozed_role: `CASE WHEN ${IS_SNOOZED} THEN 'pharmacist' END`,
};

function casesSql(columns: readonly string[]): string {
  return `
    INSERT INTO pa_case (${columns.join(', ')})
    SELECT ${columns.map((column) => OWN[column] ?? `t.${column}`).join(', ')}
    FROM generate_series($1::bigint, $2::bigint) AS i
    JOIN kind_of_case t
      ON t.kind = CASE i % 20 WHEN 0 THEN 'open' WHEN 1 THEN 'approved' ELSE
          CASE WHEN i % 3 = 0 THEN 'approved' ELSE 'closed' END END
        AND t.seat = ${any('t.seats', 13)}
    WHERE (${IS_OPEN}) = $9`;
}

const BETWEEN = `c.member_id BETWEEN 'SEED' || lpad($1::bigint::text, 8, '0')
  AND 'SEED' || lpad($2::bigint::text, 8, '0')`;

/** For approvals: coverage for half a year, which for one case in twenty ends about now. */
const AUTHORIZATIONS = `
  INSERT INTO pa_authorization (number, version, status, case_id, member_id, drug, line_of_business,
    start_date, end_date, issued_at, dosing, warnings)
  SELECT 'AU-' || substr(c.number, 4), 1,
    CASE WHEN last_day >= current_date THEN 'active' ELSE 'expired' END, c.id, c.member_id, c.drug,
    c.line_of_business, last_day - 182, last_day, c.closed_at, '{}', '[]'
  FROM pa_case c,
    LATERAL (SELECT substr(c.member_id, 5)::bigint AS i) AS place,
    LATERAL (SELECT CASE WHEN i % 20 = 1 THEN current_date - 5 + ${any(65, 14)}::int
      ELSE c.closed_at::date + 182 END AS last_day) AS coverage
  WHERE c.status = 'approved' AND ${BETWEEN}`;

const EVENTS = `
  INSERT INTO case_event (case_id, at, type, actor, role)
  SELECT c.id, c.opened_at, 'case-opened', 'seed', 'intake' FROM pa_case c WHERE ${BETWEEN}`;
