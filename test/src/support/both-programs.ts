import { databaseUrlOf } from '@assent/local';
import { EVERY_LINE } from '@assent/application';
import {
  createRecords,
  currentReader,
  type DatabaseOptions,
  type Records,
} from '@assent/persistence';
import { PrismaPg } from '@prisma/adapter-pg';

type Database = Records['database'];

/** How the API opens its database; a spec that calls it without saying who reads, reads every line. */
export function asApi(ownerUrl: string): Pick<DatabaseOptions, 'databaseUrl' | 'reader'> {
  return {
    databaseUrl: databaseUrlOf('assent_api', ownerUrl),
    reader: () => currentReader() ?? EVERY_LINE,
  };
}

/**
 * The records of a database as its two programs open them: the queues as the worker, all else as the
 * API. So a statement that neither may send fails here, too. The client for queries across tables is
 * the owner's, with which a test makes what the programs can't.
 * @param ownerUrl the address of the database, as the owner
 */
export function recordsOfBoth(ownerUrl: string, poolSize = 10): Records {
  const api = createRecords({ ...asApi(ownerUrl), poolSize });
  const worker = createRecords({ databaseUrl: databaseUrlOf('assent_worker', ownerUrl), poolSize });
  const { notices, memberLetters, outbox, auditSeals, scans } = worker;
  const PrismaClient = api.database.constructor as new (options: object) => Database;
  const owner = new PrismaClient({
    adapter: new PrismaPg({ connectionString: ownerUrl, options: '-c timezone=UTC' }),
  });
  return {
    ...api,
    notices,
    memberLetters,
    outbox,
    auditSeals,
    scans,
    database: owner,
    close: async () => {
      await Promise.all([api.close(), worker.close(), owner.$disconnect()]);
    },
  };
}
