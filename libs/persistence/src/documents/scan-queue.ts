import type { ScanQueue } from '@assent/application';
import { reaching, type Database } from '../database/database';

/** How many of those that are due first one worker tries to take before it looks again. */
const LOOKED_AT = 5;

/** The documents in Postgres that wait for their scan. */
export function scanQueue(database: Database): ScanQueue {
  const waiting = (documentId: string) => ({ documentId, state: 'waiting' });
  return {
    take: (now, nextAttemptAt) =>
      reaching(async () => {
        const due = await database.documentScan.findMany({
          where: { state: 'waiting', nextAttemptAt: { lte: now } },
          orderBy: [{ nextAttemptAt: 'asc' }, { documentId: 'asc' }],
          take: LOOKED_AT,
          include: { document: { select: { caseId: true, sha256: true } } },
        });
        for (const { documentId: id, attempts, document, ...row } of due) {
          // Another worker that was sooner has moved its time.
          const { count } = await database.documentScan.updateMany({
            where: { ...waiting(id), nextAttemptAt: row.nextAttemptAt },
            data: { attempts: attempts + 1, nextAttemptAt },
          });
          if (count === 0) continue;
          const sha256 = Buffer.from(document.sha256).toString('hex');
          return { id, caseId: document.caseId, sha256, attempts: attempts + 1 };
        }
        return null;
      }),

    keep: (id, { found }, scannedAt) =>
      reaching(async () => {
        const state = found === null ? 'clean' : 'infected';
        await database.documentScan.updateMany({
          where: waiting(id),
          data: { state, found, scannedAt, nextAttemptAt: null, lastError: null },
        });
      }),

    postpone: (id, lastError, nextAttemptAt) =>
      reaching(async () => {
        await database.documentScan.updateMany({
          where: waiting(id),
          data: { lastError, nextAttemptAt },
        });
      }),
  };
}
