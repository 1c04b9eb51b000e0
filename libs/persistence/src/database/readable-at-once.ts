import { Prisma } from '../generated/client';
import type { Database } from './database';

/**
 * What people wrote, as an SQL value by row id, and how many bytes of it are read at once: facts
 * for a page of a list, many times what real cases have, and details for a piece of a timeline,
 * which stays in memory until its reader takes it. What was stored before facts had a limit can be
 * a thousand times as long.
 */
const WRITTEN = {
  facts: {
    most: 2 * 1024 * 1024,
    of: (id: Prisma.Sql) => Prisma.sql`(SELECT facts FROM pa_case WHERE id = ${id}::uuid)`,
  },
  details: {
    most: 256 * 1024,
    of: (id: Prisma.Sql) => Prisma.sql`(SELECT details FROM case_event WHERE id = ${id}::bigint)`,
  },
} as const;

/**
 * The first rows: as many as are small enough to be read at once, and at least one. It measures no
 * more of them, since that reads them, too.
 */
export async function readableAtOnce<Row extends { readonly id: string | bigint }>(
  database: Database,
  written: keyof typeof WRITTEN,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const { most, of } = WRITTEN[written];
  const ids = rows.map(({ id }) => String(id));
  const [found] = await database.$queryRaw<{ count: number }[]>`
    WITH RECURSIVE measured (count, bytes) AS (
      SELECT 0, 0::bigint
      UNION ALL
      SELECT count + 1, bytes
        + coalesce(octet_length(${of(Prisma.sql`(${ids}::text[])[count + 1]`)}::text), 0)
      FROM measured WHERE count < ${ids.length} AND bytes <= ${most})
    SELECT max(count) AS count FROM measured WHERE bytes <= ${most} OR count = 1`;
  return rows.slice(0, found?.count ?? 0);
}
