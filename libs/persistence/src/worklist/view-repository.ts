import type { ViewRepository } from '@assent/application';
import { inTurnOf } from '../database/advisory-lock';
import { reaching, type Database } from '../database/database';

/** The saved views in Postgres. */
export function savedViews(database: Database): ViewRepository {
  return {
    visibleTo: (person) =>
      reaching(async () => {
        const rows = await database.savedView.findMany({
          where: { OR: [{ owner: person }, { shared: true }] },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        });
        const own = rows.filter(({ owner }) => owner === person);
        const shared = rows.filter(({ owner }) => owner !== person);
        return [...own, ...shared];
      }),

    save: ({ id, owner, name, shared, filter, savedAt }, atMost) =>
      reaching(() =>
        inTurnOf(database, `views of ${owner}`, async (transaction) => {
          const others = { owner, id: { not: id } };
          const kept = await transaction.savedView.count({ where: others });
          if (kept >= atMost.views) return 'too-many';
          const isOneMoreShared =
            shared &&
            (await transaction.savedView.count({ where: { ...others, shared } })) >= atMost.shared;
          if (isOneMoreShared) return 'too-many-shared';
          const saved = await transaction.$executeRaw`
            INSERT INTO saved_view (id, owner, name, shared, filter, saved_at)
            VALUES (${id}::uuid, ${owner}, ${name}, ${shared},
              ${JSON.stringify(filter)}::jsonb, ${savedAt})
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, shared = excluded.shared,
              filter = excluded.filter, saved_at = excluded.saved_at
            WHERE saved_view.owner = excluded.owner`;
          return saved === 1 ? 'saved' : 'of-another';
        }),
      ),

    remove: (id, owner) =>
      reaching(async () => {
        const { count } = await database.savedView.deleteMany({ where: { id, owner } });
        if (count === 1) return 'removed';
        const left = await database.savedView.count({ where: { id } });
        return left === 0 ? 'absent' : 'of-another';
      }),
  };
}
