import type { CaseEvent, CaseRepository } from '@assent/application';
import { AsyncResource } from 'node:async_hooks';
import { isUuid } from '../database/cursor';
import { reaching, type Database } from '../database/database';
import { toEvent } from '../database/mappers';
import { readableAtOnce } from '../database/readable-at-once';
import { Prisma, type CaseEvent as EventRow } from '../generated/client';

/** How many events one piece of a timeline considers. */
const MAX_EVENTS = 100;

/** An event's details without the values of facts, which can be long. */
const WITHOUT_VALUES = Prisma.sql`details - ARRAY['given', 'replaced']`;

/** The events of cases in Postgres. */
export function caseEvents(
  database: Database,
): Pick<CaseRepository, 'events' | 'timeline' | 'tellings'> {
  return {
    events: async (caseId) => {
      const events: CaseEvent[] = [];
      for await (const piece of piecesOf(database, caseId)) events.push(...piece);
      return events;
    },

    timeline: (caseId) => piecesOf(database, caseId),

    tellings: (caseId) =>
      reaching(async () => {
        if (!isUuid(caseId)) return [];
        const rows = await database.$queryRaw<EventRow[]>`
          SELECT id, case_id AS "caseId", at, type, actor, role, details FROM (
            SELECT DISTINCT ON (path) id, case_id, at, type, actor, role,
              ${WITHOUT_VALUES} || CASE WHEN path IS NULL THEN '{}'
                ELSE jsonb_build_object('given', jsonb_build_object(path, NULL)) END AS details
            FROM case_event LEFT JOIN LATERAL jsonb_object_keys(details -> 'given') path ON true
            WHERE case_id = ${caseId}::uuid
              AND (type IN ('case-opened', 'continuation-opened')
                OR type = 'information-given' AND path IS NOT NULL)
            ORDER BY path, id DESC) told
          ORDER BY id`;
        return rows.map(toEvent);
      }),
  };
}

/**
 * The events of a case, oldest first, in pieces that are read at once. Whoever asks for them is their
 * reader, also when an answer takes the next piece as its connection gets room.
 */
function piecesOf(database: Database, caseId: string): AsyncGenerator<readonly CaseEvent[], void> {
  const next = (after: bigint) => reaching(() => pieceAfter(database, caseId, after));
  return pieces(isUuid(caseId) ? AsyncResource.bind(next) : null);
}

async function* pieces(next: ((after: bigint) => Promise<Piece>) | null) {
  let after = 0n;
  while (next) {
    const { rows, isLast } = await next(after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toEvent);
    if (isLast) return;
    after = last.id;
  }
}

interface Piece {
  readonly rows: readonly EventRow[];
  readonly isLast: boolean;
}

async function pieceAfter(database: Database, caseId: string, after: bigint): Promise<Piece> {
  const next = await database.caseEvent.findMany({
    where: { caseId, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: MAX_EVENTS,
    select: { id: true },
  });
  const piece = await readableAtOnce(database, 'details', next);
  const rows = await database.caseEvent.findMany({
    where: { id: { in: piece.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
  });
  return { rows, isLast: piece.length === next.length && next.length < MAX_EVENTS };
}

/** The details of events by id, without the values of facts. */
export async function detailsOf(
  database: Database,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, Prisma.JsonValue>> {
  const rows = await database.$queryRaw<{ id: bigint; details: Prisma.JsonValue }[]>`
    SELECT id, ${WITHOUT_VALUES} AS details FROM case_event
    WHERE id = ANY (${ids}::bigint[])`;
  return new Map(rows.map(({ id, details }) => [id, details]));
}
