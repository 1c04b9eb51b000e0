import type { SealingTurn, SealRecord } from '@assent/application';
import { inTurnOrNot } from '../database/advisory-lock';
import { reaching, reachingFor, type Database } from '../database/database';
import { settledId } from '../database/writers';
import type { Prisma } from '../generated/client';

/** The name under which one process at a time seals. */
export const SEALING = 'audit seals';

/** How long a turn may take, in milliseconds. */
const TURN_MS = 60_000;

/** The seals in Postgres. */
export function sealRecord(database: Database): SealRecord {
  return {
    alone: (run) =>
      reachingFor((passing) =>
        inTurnOrNot(database, SEALING, TURN_MS, async (transaction) =>
          passing(run(await turnOf(transaction))),
        ),
      ),
  };
}

async function turnOf(transaction: Prisma.TransactionClient): Promise<SealingTurn> {
  const [clock] = await transaction.$queryRaw<{ now: Date }[]>`SELECT now()`;
  return {
    now: clock?.now ?? new Date(NaN),
    last: await transaction.auditSeal.findFirst({ orderBy: { number: 'desc' } }),

    settledUpTo: () => reaching(() => settledId(transaction, 'audit_entry')),

    hashes: (after, upTo, limit) =>
      reaching(async () => {
        const rows = await transaction.auditEntry.findMany({
          where: { id: { gt: after, lte: upTo } },
          orderBy: { id: 'asc' },
          take: limit,
          select: { id: true, hash: true, writtenAt: true },
        });
        return rows.map(({ hash, id, writtenAt }) => ({
          id,
          hash: Buffer.from(hash ?? []).toString('hex'),
          writtenAt: writtenAt ?? new Date(NaN),
        }));
      }),

    keep: ({ number, payload, signature, upTo }) =>
      reaching(async () => {
        await transaction.auditSeal.createMany({ data: { number, payload, signature, upTo } });
      }),
  };
}
