import { Prisma } from '../generated/client';
import { reaching, type Database } from './database';

/** False if the key of the command was used meanwhile. */
export function unlessTaken(
  database: Database,
  keep: (transaction: Prisma.TransactionClient) => Promise<boolean>,
): Promise<boolean> {
  return reaching(async () => {
    try {
      return await database.$transaction(keep);
    } catch (error) {
      const isTaken =
        error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
      if (isTaken) return false;
      throw error;
    }
  });
}
