import type { Followed, NeededWorkflows } from '@assent/application';
import { isUuid } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import { Prisma } from '../generated/client';

/** Cases that are open, or closed with an appeal on which the plan owes something. */
const CASES = Prisma.sql`
  SELECT c.id FROM pa_case c WHERE (c.closed_at IS NULL
    OR EXISTS (SELECT FROM appeal WHERE case_id = c.id AND owed_by IS NOT NULL))`;
const AUTHORIZATIONS = Prisma.sql`
  SELECT a.number FROM pa_authorization a WHERE a.next_step_at IS NOT NULL`;

/** What Postgres knows of the workflows that there should be. */
export function neededWorkflows(database: Database): NeededWorkflows {
  return {
    unneededOf: (some) =>
      reaching(async () => {
        const cases = some.flatMap((each) => ('caseId' in each ? each.caseId : []));
        const numbers = some.flatMap((each) => ('authorization' in each ? each.authorization : []));
        const ids = cases.filter(isUuid);
        const needed = await database.$queryRaw<{ subject: string }[]>`
          SELECT id::text AS subject FROM (${CASES} AND c.id = ANY(${ids}::uuid[])) AS cases
          UNION ALL SELECT number
            FROM (${AUTHORIZATIONS} AND a.number = ANY(${numbers}::text[])) AS authorizations`;
        const subjects = new Set(needed.map(({ subject }) => subject));
        return some.filter((each) => !subjects.has(subjectOf(each)));
      }),

    beginAllAnew: () =>
      reaching(async () => {
        const [, begun] = await database.$transaction([
          database.$executeRaw`DELETE FROM outbox`,
          database.$executeRaw`
            INSERT INTO outbox (topic, subject)
            SELECT 'case-restarted', id::text FROM (${CASES}) AS cases
            UNION ALL
            SELECT 'authorization-restarted', number FROM (${AUTHORIZATIONS}) AS authorizations`,
        ]);
        return begun;
      }),
  };
}

function subjectOf(each: Followed): string {
  return 'caseId' in each ? each.caseId : each.authorization;
}
