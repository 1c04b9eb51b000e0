import type { UsedAllowance, UsedAllowances } from '@assent/application';
import { reaching, type Database } from '../database/database';

/** No one waits longer, whatever was added while the database was away. */
const LONGEST = '2 minutes';

/** What callers used, in Postgres. Rows are locked in one order, so that processes do not wait in a circle. */
export function usedAllowances(database: Database): UsedAllowances {
  return {
    add: (used) =>
      reaching(() => {
        const rows = JSON.stringify(used);
        return database.$queryRaw<UsedAllowance[]>`
          INSERT INTO used_allowance (key, used_until)
          SELECT key, now() + milliseconds * interval '1 millisecond'
          FROM json_to_recordset(${rows}::json) AS used (key text, milliseconds double precision)
          ORDER BY key
          ON CONFLICT (key) DO UPDATE SET used_until = least(
            greatest(used_allowance.used_until, now()) + (EXCLUDED.used_until - now()),
            now() + ${LONGEST}::interval)
          RETURNING key, extract(epoch FROM used_until - now())::double precision * 1000
            AS "milliseconds"`;
      }),

    sweep: () =>
      reaching(async () => {
        return database.$executeRaw`DELETE FROM used_allowance WHERE used_until < now()`;
      }),
  };
}
