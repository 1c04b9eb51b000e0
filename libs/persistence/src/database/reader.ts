import { EVERY_LINE, type ReadAs, type Reader } from '@assent/application';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Query, type Connection, type Pool, type QueryConfig, type Submittable } from 'pg';

const readers = new AsyncLocalStorage<Reader>();

export const readAs: ReadAs = (reader, run) => readers.run(reader, run);

/** Who reads at this moment; null if that was not said. */
export function currentReader(): Reader | null {
  return readers.getStore() ?? null;
}

/** The same functions, which read every line of business, whoever calls them. */
export function forEveryLine<Functions extends object>(functions: Functions): Functions {
  return Object.fromEntries(
    Object.entries(functions).map(([name, run]: [string, (...given: unknown[]) => unknown]) => [
      name,
      (...given: unknown[]) => readAs(EVERY_LINE, () => run(...given)),
    ]),
  ) as Functions;
}

/**
 * Says to Postgres with each statement who reads, as the policies of the tables ask. It holds for that
 * statement, or for that transaction, and for nothing that the connection carries out later.
 * @param who reads; a statement for which that is null is not sent
 */
export function sayWhoReads(adapter: SqlDriverAdapter, pool: Pool, who: () => Reader | null): void {
  const saying = (): readonly string[] => {
    const reader = who();
    if (reader) return settingsOf(reader);
    throw new Error('a statement was to be sent without saying who reads');
  };
  const query = pool.query.bind(pool) as (statement: Submittable) => unknown;
  pool.query = ((statement: QueryConfig) => query(new ReadingQuery(statement, saying()))) as never;
  const start = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (isolation) => {
    const args = [...saying()];
    const argTypes = args.map(() => ({ scalarType: 'string', arity: 'scalar' }) as const);
    const transaction = await start(isolation);
    try {
      await transaction.queryRaw({ sql: SAY, args, argTypes });
      return transaction;
    } catch (error) {
      await transaction.executeRaw(ROLLBACK).catch(() => undefined);
      await transaction.rollback();
      throw error;
    }
  };
}

const ROLLBACK = { sql: 'ROLLBACK', args: [], argTypes: [] };

/** The role that the policies give every line of business. */
const SAY = `SELECT set_config('role', $1, true), set_config('assent.lines', $2, true),
  set_config('assent.person', $3, true), set_config('assent.at', $4, true)`;

function settingsOf(reader: Reader): readonly string[] {
  if (reader === EVERY_LINE) return ['assent_every_line', '', '', ''];
  const { lines, person, at } = reader;
  return ['none', lines.join(' '), person ?? '', at.toISOString()];
}

/** What the driver's query does, which its types leave out. */
interface Steps {
  prepare(connection: Connection): void;
  handleDataRow(row: unknown): void;
  handleCommandComplete(end: unknown, connection: Connection): void;
}

const Driven = Query as unknown as new (
  config: QueryConfig & { queryMode: 'extended' },
) => Query & Steps;

/**
 * A statement behind another one, which says who reads. Both are sent at once and are one transaction of
 * Postgres, so the first costs no round trip, and ends with the second.
 */
class ReadingQuery extends Driven {
  private isSaid = false;

  constructor(
    statement: QueryConfig,
    private readonly settings: readonly string[],
  ) {
    super({ ...statement, queryMode: 'extended' });
  }

  override prepare(connection: Connection): void {
    connection.parse({ name: '', text: SAY, types: [] }, true);
    connection.bind({ values: [...this.settings] }, true);
    connection.execute({}, true);
    super.prepare(connection);
  }

  override handleDataRow(row: unknown): void {
    if (this.isSaid) super.handleDataRow(row);
  }

  override handleCommandComplete(end: unknown, connection: Connection): void {
    if (this.isSaid) super.handleCommandComplete(end, connection);
    this.isSaid = true;
  }
}
