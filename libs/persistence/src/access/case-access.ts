import type { AccessRepository, CaseName, CommandKey, ListedAccess } from '@assent/application';
import type { CaseAccess, CaseTies, LineOfBusiness } from '@assent/domain';
import { cursorOf, isUuid, pageOf, readCursor } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import { toAccess } from '../database/mappers';
import { forEveryLine } from '../database/reader';
import { bytesOf } from '../database/table';
import { unlessTaken } from '../database/unless-taken';
import { Prisma } from '../generated/client';
import { inLines } from './readable-lines';

/** In Postgres, who has to do with which case, and who opened one with a reason. */
export function accessRecords(database: Database): AccessRepository {
  return {
    ...whoMayOpen(database),

    accesses: ({ caseId, lines = null, cursor, limit }) =>
      reaching(async () => {
        const rows = await database.caseAccess.findMany({
          where: {
            AND: [
              { ...(caseId !== undefined && { caseId }), ...(lines && { case: inLines(lines) }) },
              before(cursor),
            ],
          },
          orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
          take: limit + 1,
          include: WITH_NAMES,
        });
        return pageOf(rows.map(toListed), limit, ({ access: { at, id } }) =>
          cursorOf([at.toISOString(), id]),
        );
      }),
  };
}

/** What decides whether a person reads a case, so it is read before they do. */
function whoMayOpen(
  database: Database,
): Pick<AccessRepository, 'tiesOf' | 'keepAccess' | 'lastAccess'> {
  return forEveryLine({
    tiesOf: (name, id, person) =>
      reaching(async () => {
        if (name !== 'authorization' && !isUuid(id)) return null;
        const [row] = await database.$queryRaw<CaseTies[]>`
          SELECT c.id AS "caseId", c.line_of_business AS "lineOfBusiness", c.assignee,
            c.decided_by AS "decidedBy",
            (SELECT actor FROM case_event WHERE case_id = c.id ORDER BY id LIMIT 1) AS "openedBy",
            (SELECT max(open_until) FROM case_access
              WHERE case_id = c.id AND opened_by = ${person}) AS "openUntil",
            ${name === 'appeal' ? decidersBefore(id) : NO_DECIDERS} AS "appealedDeciders"
          FROM pa_case c WHERE c.id = ${CASE_NAMED_BY[name](id)}`;
        return row ?? null;
      }),

    keepAccess: (access, command) =>
      unlessTaken(database, (transaction) => keepAccess(transaction, access, command)),

    lastAccess: (caseId, person) =>
      reaching(async () => {
        const row = await database.caseAccess.findFirst({
          where: { caseId, openedBy: person },
          orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
          include: WITH_NAMES,
        });
        return row && toListed(row);
      }),
  });
}

/** The id of the case that something belongs to. */
const CASE_NAMED_BY: Readonly<Record<CaseName, (id: string) => Prisma.Sql>> = {
  case: (id) => Prisma.sql`${id}::uuid`,
  appeal: (id) => Prisma.sql`(SELECT case_id FROM appeal WHERE id = ${id}::uuid)`,
  authorization: (number) =>
    Prisma.sql`(SELECT case_id FROM pa_authorization WHERE number = ${number})`,
  letter: (id) => Prisma.sql`coalesce((SELECT case_id FROM notice WHERE id = ${id}::uuid),
    (SELECT case_id FROM member_letter WHERE id = ${id}::uuid))`,
  'peer-to-peer': (id) =>
    Prisma.sql`(SELECT id FROM pa_case WHERE peer_to_peer @> ${JSON.stringify([{ id }])}::jsonb)`,
};

const NO_DECIDERS = Prisma.sql`ARRAY[]::text[]`;

/** Whoever decided the case, or another appeal of it, before an appeal was opened. */
function decidersBefore(appealId: string): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT made.by FROM appeal asked, (
      SELECT c.decided_by AS by, c.decided_at AS at
      UNION ALL SELECT decided_by, decided_at FROM appeal
        WHERE case_id = c.id AND id <> ${appealId}::uuid) made
    WHERE asked.id = ${appealId}::uuid AND made.by IS NOT NULL AND made.at <= asked.opened_at)`;
}

async function keepAccess(
  transaction: Prisma.TransactionClient,
  { id, caseId, by: { subject: actor, role }, reason, at, until }: CaseAccess,
  command: CommandKey | undefined,
): Promise<boolean> {
  const opened = { openedBy: actor, openedRole: role, openedAt: at, openUntil: until };
  await transaction.caseAccess.create({ data: { id, caseId, reason, ...opened } });
  await transaction.caseEvent.create({
    data: {
      caseId,
      at,
      type: 'opened-with-reason',
      actor,
      role,
      details: { reason, until: until.toISOString() },
      ...(command && { commandKey: command.key, commandDigest: bytesOf(command.digest) }),
    },
  });
  const { version: caseVersion } = await transaction.case.findFirstOrThrow({
    where: { id: caseId },
    select: { version: true },
  });
  await transaction.auditEntry.create({
    data: { at, actor, role, action: 'open-with-reason', caseId, caseVersion },
  });
  return true;
}

const WITH_NAMES = { case: { select: { number: true, lineOfBusiness: true } } } as const;

type NamedRow = Prisma.CaseAccessGetPayload<{ include: typeof WITH_NAMES }>;

function toListed({ case: { number, lineOfBusiness }, ...row }: NamedRow): ListedAccess {
  return {
    access: toAccess(row),
    of: { number, lineOfBusiness: lineOfBusiness as LineOfBusiness },
  };
}

function before(cursor: string | undefined): Prisma.CaseAccessWhereInput {
  const last = readCursor(cursor, ['instant', 'uuid']);
  if (!last) return {};
  const [at, id] = last;
  const openedAt = new Date(at);
  return { OR: [{ openedAt: { lt: openedAt } }, { openedAt, id: { lt: id } }] };
}
