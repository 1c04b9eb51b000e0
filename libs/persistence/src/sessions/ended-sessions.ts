import type { EndedSessions } from '@assent/application';
import { reaching, type Database } from '../database/database';

/** Longer than a statement may take: what it adds is dated by when it began. */
const OVERLAP = '1 minute';

/** A row, or only the time if there is none. */
interface Row {
  readonly upTo: Date;
  readonly name: string | null;
  readonly issuedBy: Date | null;
  readonly until: Date | null;
}

/** Sessions that were ended, in Postgres. */
export function endedSessions(database: Database): EndedSessions {
  return {
    add: (ended) =>
      reaching(async () => {
        const rows = JSON.stringify(
          ended.map(({ name, issuedBy, until }) => ({ name, issued_by: issuedBy, until })),
        );
        await database.$executeRaw`
          INSERT INTO ended_session (name, issued_by, until)
          SELECT name, issued_by, until
          FROM json_populate_recordset(NULL::ended_session, ${rows}::json) ORDER BY name
          ON CONFLICT (name) DO UPDATE SET
            issued_by = greatest(ended_session.issued_by, EXCLUDED.issued_by),
            until = greatest(ended_session.until, EXCLUDED.until),
            written_at = now()`;
      }),

    since: (after) =>
      reaching(async () => {
        const rows = await database.$queryRaw<Row[]>`
          SELECT now() AS "upTo", name, issued_by AS "issuedBy", until
          FROM (VALUES (1)) AS once LEFT JOIN ended_session ON until > now()
            AND written_at > coalesce(${after}::timestamptz - ${OVERLAP}::interval, '-infinity')`;
        return {
          upTo: rows[0]?.upTo ?? new Date(0),
          ended: rows.flatMap(({ name, issuedBy, until }) =>
            name !== null && until ? [{ name, issuedBy, until }] : [],
          ),
        };
      }),

    sweep: () =>
      reaching(async () => {
        return database.$executeRaw`DELETE FROM ended_session WHERE until < now()`;
      }),
  };
}
