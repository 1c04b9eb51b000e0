import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Records } from '@assent/persistence';
import { recordsOfBoth } from '../support/both-programs';
import { testDatabase } from '../support/services';
import { openSql, type Sql } from './sql';

const MIGRATIONS = join(__dirname, '../../../prisma/migrations');

/** A database as the release before a migration left it. */
export interface DatabaseOfBefore {
  readonly sql: Sql;
  /** Its address, as the owner. */
  readonly url: string;
  /** Applies that migration and all later ones. */
  migrate(): Promise<void>;
  /** The database as this release reads it; only once it is migrated. */
  records(): Records;
  close(): Promise<void>;
}

/** @param migration the first that the release before does not have, by its name */
export async function databaseBefore(migration: string): Promise<DatabaseOfBefore> {
  const database = await testDatabase('template0');
  const sql = await openSql(database.url);
  let records: Records | null = null;
  await run(sql, (name) => name < migration);
  return {
    sql,
    url: database.url,
    migrate: () => run(sql, (name) => name >= migration),
    records: () => (records ??= recordsOfBoth(database.url, 2)),
    close: async () => {
      await records?.close();
      await sql.close();
      await database.drop();
    },
  };
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

/** What the release before kept of the determination of a case that met not all criteria. */
export const NOT_MET = {
  outcome: 'criteria-not-met',
  verdicts: '',
  missing: [],
  holds: [],
  advisories: [],
  routing: null,
};
