import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from './sql';

const MIGRATIONS = join(__dirname, '../../../prisma/migrations');

/** Brings an empty database to its state before the migration of that name. */
export function migrateBefore(sql: Sql, migration: string): Promise<void> {
  return run(sql, (name) => name < migration);
}

/** Continues from there to the newest. */
export function migrateFrom(sql: Sql, migration: string): Promise<void> {
  return run(sql, (name) => name >= migration);
}

async function run(sql: Sql, isWanted: (name: string) => boolean): Promise<void> {
  const names = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isWanted(entry.name))
    .map(({ name }) => name)
    .sort();
  for (const name of names)
    await sql.run(readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8'));
}

/** A case as the release before the first of those migrations wrote it. @returns its id */
export async function caseOf(
  sql: Sql,
  number: string,
  {
    member = 'TM1',
    familyName = 'Brandt',
    line = 'commercial',
    status = 'pending-information',
    type = 'continuation',
  } = {},
): Promise<string> {
  const isClosed = status === 'approved';
  const [row] = await sql.run(
    `INSERT INTO pa_case (id, number, version, status, request_type, urgency, line_of_business,
       channel, drug_text, drug, member_id, given_name, family_name, birth_date, npi,
       prescriber_name, received_at, opened_at, closed_at, as_of, requested_start, facts,
       determination, evaluation_digest, decision, decided_by, decided_role, decided_at,
       decision_clauses)
     VALUES (gen_random_uuid(), $1, 1, $2, $3, 'standard', $4, 'portal', 'ixazomib', 'ixazomib', $5,
       'Nadia', $7, '1958-03-09', '1234567893', 'Lee Park MD', now(), now(),
       CASE WHEN $6 THEN now() END, now(), now(), '{}', '{}', '\\x00',
       CASE WHEN $6 THEN 'approve' END, CASE WHEN $6 THEN 'pia' END,
       CASE WHEN $6 THEN 'pharmacist' END, CASE WHEN $6 THEN now() END, '{}') RETURNING id`,
    [`PA-${number}`, status, type, line, member, isClosed, familyName],
  );
  return String(row?.['id']);
}
