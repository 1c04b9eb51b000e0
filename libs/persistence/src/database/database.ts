import { PrismaPg } from '@prisma/adapter-pg';
import { RecordUnavailable, type Reader } from '@assent/application';
import type { Pool, PoolConfig } from 'pg';
import { PrismaClient } from '../generated/client';
import { requireOwnRole } from './own-role';
import { sayWhoReads } from './reader';
import { traceStatements } from './statement-spans';

export type Database = PrismaClient;

/** A database with its connection pool. */
export interface OpenDatabase {
  readonly database: Database;
  readonly pool: () => PoolUse;
}

/** Working connections, idle connections, and callers waiting for one. */
export interface PoolUse {
  readonly busy: number;
  readonly idle: number;
  readonly waiting: number;
}

export interface DatabaseOptions {
  readonly databaseUrl: string;
  readonly poolSize: number;
  /** After how many milliseconds a silent server counts as unreachable. */
  readonly silenceMs?: number;
  /** Who reads at a moment, for a role that sees nothing without it; null if that was not said. */
  readonly reader?: () => Reader | null;
}

/** Longer than a statement may take: the server's own refusal says more. */
const STATEMENT_MS = 30_000;
const SILENCE_MS = 35_000;

/**
 * Opens a connection pool. Sessions run in UTC, whatever the server's default; a wait for a
 * connection, a statement or a forgotten transaction ends with an error and not with silence. The
 * first statement fails with OwnerRefused for a role that may change what the tables allow.
 */
export function openDatabase({
  databaseUrl,
  poolSize,
  silenceMs = SILENCE_MS,
  reader,
}: DatabaseOptions): OpenDatabase {
  const config = {
    connectionString: inUtc(databaseUrl),
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    statement_timeout: STATEMENT_MS,
    query_timeout: silenceMs,
    keepAlive: true,
    idle_in_transaction_session_timeout: 60_000,
  };
  const adapter = new PooledPg(config, reader);
  return { database: new PrismaClient({ adapter }), pool: () => adapter.use() };
}

/** Prisma makes the pool itself, at the first statement. */
class PooledPg extends PrismaPg {
  private pool: Pool | null = null;

  constructor(
    config: PoolConfig,
    private readonly reader: DatabaseOptions['reader'],
  ) {
    super(config);
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect();
    this.pool = adapter.underlyingDriver();
    await requireOwnRole(this.pool);
    if (this.reader) sayWhoReads(adapter, this.pool, this.reader);
    traceStatements(adapter);
    return adapter;
  }

  use(): PoolUse {
    const { totalCount = 0, idleCount = 0, waitingCount = 0 } = this.pool ?? {};
    return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  }
}

/** The address with the zone among its options: options in the address replace all others. */
function inUtc(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const options = url.searchParams.get('options') ?? '';
  url.searchParams.set('options', `${options} -c timezone=UTC`.trim());
  return url.href;
}

/** Postgres error codes that callers distinguish. */
export const UNIQUE_VIOLATION = '23505';
export const EXCLUSION_VIOLATION = '23P01';
export const STALE = 'AS409';
/** A statement took too long. */
export const QUERY_CANCELED = '57014';

/** The five-character Postgres code of a Prisma error, if any. */
export function sqlState(error: unknown): string | null {
  for (const part of causes(error)) {
    const { originalCode, code } = part as { originalCode?: unknown; code?: unknown };
    for (const candidate of [originalCode, code]) {
      if (typeof candidate === 'string' && /^[0-9A-Z]{5}$/.test(candidate)) {
        if (!candidate.startsWith('P')) return candidate;
      }
    }
  }
  return null;
}

/** Runs a query and separates an unreachable database from every other failure. */
export async function reaching<Value>(query: () => Promise<Value>): Promise<Value> {
  try {
    return await query();
  } catch (error) {
    if (isUnreachable(error)) {
      throw new RecordUnavailable('the database cannot be reached', { cause: error });
    }
    throw error;
  }
}

/**
 * As `reaching`, for a query that lets others do something in between, whose own failures stay theirs.
 * @param query gets what passes such a failure on
 */
export async function reachingFor<Value>(
  query: (passing: <Made>(others: Promise<Made>) => Promise<Made>) => Promise<Value>,
): Promise<Value> {
  const theirs: { readonly error: unknown }[] = [];
  const passing = <Made>(others: Promise<Made>): Promise<Made> =>
    others.catch((error: unknown) => {
      theirs.push({ error });
      throw error;
    });
  return reaching(() => query(passing)).catch((error: unknown) => {
    const [first] = theirs;
    throw first ? first.error : error;
  });
}

/**
 * Connection exceptions, refused sign-ins, server shutting down or starting, lack of resources such
 * as disk, unreadable files, a read-only server, timeouts, a deadlock with a migration. A protocol
 * violation (08P01) is a statement that asks too much, and would fail again.
 */
const UNREACHABLE_STATE = /^(08(?!P01)|25006|28|40P01|53|57P0|57014|58)/;
const UNREACHABLE_CODE =
  /^(P1000|P1001|P1002|P1008|P1017|P2024|P2028|ECONN|EPIPE|ETIMEDOUT|ENOENT)/;
const UNREACHABLE_KIND =
  /^(ConnectionClosed|DatabaseNotReachable|SocketTimeout|TooManyConnections)/;
const UNREACHABLE_WORDS =
  /connection terminated|connection error and is not queryable|timeout exceeded|query read timeout|server closed the connection|the database system is|connect ECONN/i;

function isUnreachable(error: unknown): boolean {
  const state = sqlState(error);
  if (state && UNREACHABLE_STATE.test(state)) return true;
  return causes(error).some((part) => {
    const { code, kind, message } = part as { code?: unknown; kind?: unknown; message?: unknown };
    return (
      (typeof code === 'string' && UNREACHABLE_CODE.test(code)) ||
      (typeof kind === 'string' && UNREACHABLE_KIND.test(kind)) ||
      (typeof message === 'string' && UNREACHABLE_WORDS.test(message))
    );
  });
}

/** An error, its causes, and what Prisma wraps along with it. */
function causes(error: unknown): object[] {
  const found: object[] = [];
  let next: unknown[] = [error];
  while (next.length > 0 && found.length < 20) {
    const parts = next.filter((part): part is object => typeof part === 'object' && part !== null);
    found.push(...parts);
    next = parts.flatMap((part) => {
      const { cause, meta, driverAdapterError } = part as Record<string, unknown>;
      return [cause, meta, driverAdapterError];
    });
  }
  return found;
}
