import type { Draft, DraftRepository } from '@assent/application';
import { inTurnOf } from '../database/advisory-lock';
import { reaching, type Database } from '../database/database';
import type { Draft as DraftRow } from '../generated/client';

/** The drafts in Postgres. */
export function drafts(database: Database): DraftRepository {
  return {
    of: (owner) =>
      reaching(async () => {
        const rows = await database.draft.findMany({
          where: { owner },
          orderBy: [{ savedAt: 'desc' }, { id: 'asc' }],
        });
        return rows.map(toDraft);
      }),

    draft: (owner, id) =>
      reaching(async () => {
        const row = await database.draft.findFirst({ where: { owner, id } });
        return row && toDraft(row);
      }),

    save: ({ owner, id, version: expected, request, savedAt }, atMost) =>
      reaching(() =>
        inTurnOf(database, `drafts of ${owner}`, async (transaction) => {
          const json = JSON.stringify(request);
          const there = await transaction.draft.findFirst({
            where: { owner, id },
            select: { version: true },
          });
          if (expected !== undefined && !there) return 'absent';
          if (expected !== undefined && there?.version !== expected) return 'changed';
          const [others] = await transaction.$queryRaw<{ drafts: number; bytes: number }[]>`
            SELECT count(*)::int AS drafts,
              coalesce(sum(octet_length(request::text)), 0)::int
                + octet_length(${json}::jsonb::text) AS bytes
            FROM draft WHERE owner = ${owner} AND id <> ${id}::uuid`;
          if (!there && others && others.drafts >= atMost.drafts) return 'too-many';
          if (others && others.bytes > atMost.bytes) return 'too-large';
          const [row] = await transaction.$queryRaw<{ version: number }[]>`
            INSERT INTO draft (owner, id, version, saved_at, request)
            VALUES (${owner}, ${id}::uuid, 1, ${savedAt}, ${json}::jsonb)
            ON CONFLICT (owner, id) DO UPDATE SET version = draft.version + 1,
              saved_at = excluded.saved_at, request = excluded.request
            RETURNING version`;
          return { id, owner, version: row?.version ?? 1, savedAt, request };
        }),
      ),

    remove: (owner, id) =>
      reaching(async () => {
        const { count } = await database.draft.deleteMany({ where: { owner, id } });
        return count === 1;
      }),
  };
}

function toDraft({ request, ...row }: DraftRow): Draft {
  // Only this file writes it, from an object.
  return { ...row, request: request as Draft['request'] };
}
