import type { AppealFilter, AppealRepository, ListedAppeal } from '@assent/application';
import { inLines } from '../access/readable-lines';
import { cursorOf, isUuid, pageOf, readCursor } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import { toAppeal } from '../database/mappers';
import { Prisma } from '../generated/client';

/** An appeal whose deadline escalates once it is missed, as `escalatesAt` of the domain. */
export const TO_ESCALATE = Prisma.sql`(escalated_at IS NULL OR escalated_at < owed_by)`;

/** An appeal that waits for the plan, or whose outcome outside the plan waits for. */
export const HAS_A_DEADLINE = Prisma.sql`(owed_by IS NOT NULL
  OR (status = 'forwarded' AND clocks #>> '{-1,kind}' = 'outside-review'))`;

/**
 * Since when one is past due, as `isUndecidedLate` of the domain: what was not decided in time stays so
 * while its file is to be sent.
 */
export const PAST_DUE_SINCE = Prisma.sql`CASE WHEN status IN ('open', 'in-review')
  AND clocks #>> '{-1,kind}' = 'forwarding' THEN (clocks #>> '{-1,startedAt}')::timestamptz
  ELSE coalesce(owed_by, due_at) END`;

/** The appeals in Postgres; `commit_change` writes them. */
export function appealRecords(database: Database): AppealRepository {
  return {
    appeal: (id) =>
      reaching(async () => {
        const row = isUuid(id) ? await database.appeal.findFirst({ where: { id } }) : null;
        return row && toAppeal(row);
      }),

    appealsOfCase: (caseId) =>
      reaching(async () => {
        if (!isUuid(caseId)) return [];
        const rows = await database.appeal.findMany({ where: { caseId }, orderBy: { id: 'asc' } });
        return rows.map(toAppeal);
      }),

    appeals: (filter) =>
      reaching(async () => {
        const rows = await database.appeal.findMany({
          where: { AND: [appealsThatFit(filter), afterAppeal(filter.cursor)] },
          orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
          take: filter.limit + 1,
          include: { case: { select: CASE_NAMES } },
        });
        return pageOf(rows.map(toListedAppeal), filter.limit, ({ appeal: { dueAt, id } }) =>
          cursorOf([dueAt.toISOString(), id]),
        );
      }),
  };
}

const CASE_NAMES = { number: true, givenName: true, familyName: true, drug: true } as const;

type ListedRow = Prisma.AppealGetPayload<{ include: { case: { select: typeof CASE_NAMES } } }>;

function toListedAppeal({ case: names, ...row }: ListedRow): ListedAppeal {
  const { number, givenName, familyName, drug } = names;
  return { appeal: toAppeal(row), of: { number, memberName: `${givenName} ${familyName}`, drug } };
}

function appealsThatFit({ status, caseId, lines }: AppealFilter): Prisma.AppealWhereInput {
  return {
    ...(status && { status: { in: [...status] } }),
    ...(caseId !== undefined && { caseId }),
    ...(lines && { case: inLines(lines) }),
  };
}

function afterAppeal(cursor: string | undefined): Prisma.AppealWhereInput {
  const after = readCursor(cursor, ['instant', 'uuid']);
  if (!after) return {};
  const [due, id] = after;
  const dueAt = new Date(due);
  return { OR: [{ dueAt: { gt: dueAt } }, { dueAt, id: { gt: id } }] };
}
