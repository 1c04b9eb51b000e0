import type { StuckRepository } from '@assent/application';
import { randomUUID } from 'node:crypto';
import { reaching, type Database } from '../database/database';

/** How long a lease holds after it is taken or renewed, by the database's clock. */
const LEASE = '20 seconds';

/** In milliseconds. */
const RENEWED_EVERY = 5_000;

/**
 * Who runs the check, as a lease in the record: copies of the software share it, no connection is
 * held during a check, and a copy that dies loses it within `LEASE`.
 */
export function checkLease(database: Database): Pick<StuckRepository, 'alone'> {
  const take = (checker: string) =>
    reaching(
      () => database.$executeRaw`
      UPDATE reconciliation SET checker = ${checker}::uuid,
        checker_until = now() + ${LEASE}::interval
      WHERE id = 1 AND (checker IS NULL OR checker = ${checker}::uuid OR checker_until <= now())`,
    );
  const giveBack = (checker: string) =>
    reaching(
      () => database.$executeRaw`
      UPDATE reconciliation SET checker = NULL, checker_until = NULL
      WHERE id = 1 AND checker = ${checker}::uuid`,
    );

  return {
    async alone(check) {
      const checker = randomUUID();
      if ((await take(checker)) === 0) return null;
      const renewal = setInterval(() => void take(checker).catch(() => undefined), RENEWED_EVERY);
      try {
        return await check();
      } finally {
        clearInterval(renewal);
        // If that fails, it expires by itself.
        await giveBack(checker).catch(() => undefined);
      }
    },
  };
}
