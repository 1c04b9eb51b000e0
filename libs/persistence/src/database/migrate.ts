import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client, escapeLiteral } from 'pg';
import { givingWay, LOCK_TIMEOUT_SECONDS, PATIENCE, type LockPatience } from './lock-waits';

const MIGRATIONS = join(__dirname, '..', '..', '..', '..', 'prisma', 'migrations');
const REACH_TIMEOUT_MS = 10_000;

/** The engine's own lock, held during a whole migration. */
const MIGRATION_LOCK = 72_707_369;
/** Held by a script's session: a script may outlive the process that sent it. */
const SCRIPT_LOCK = 72_707_370;

/**
 * Brings a database up to the newest migration, like Prisma's command line, and keeps its
 * `_prisma_migrations` table. Runs Prisma's schema engine as WebAssembly, because the binary that
 * the command line downloads is not available everywhere. Safe to repeat, also after one that was
 * killed or failed: a script and the mark that it is done are one transaction. It may run while
 * programs work: a script waits for a lock for two seconds, and then lets them go first.
 * @param databaseUrl a Postgres connection string
 * @param patience with others who hold the locks that a script needs
 * @returns the names of the migrations applied now
 * @throws DatabaseUnreachable when nothing could be changed
 * @throws an error that names the migration whose script failed
 */
export async function migrate(
  databaseUrl: string,
  patience: LockPatience = PATIENCE,
): Promise<{ applied: string[] }> {
  await forgetUnfinished(databaseUrl);
  const migrations = migrationDirectories();
  const connections = new MigrationConnections(databaseUrl, migrations, patience);
  const engine = await schemaEngine(connections);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
        shadowDbInitScript: '',
        migrationDirectories: migrations,
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return { applied: appliedMigrationNames };
  } catch (error) {
    throw connections.failure ?? error;
  } finally {
    engine.free();
    await connections.close();
  }
}

/** Thrown before any change; says what the driver did. */
export class DatabaseUnreachable extends Error {}

/** Earlier ones are applied. */
class MigrationFailed extends Error {
  constructor(name: string, cause: unknown) {
    super(
      `the migration ${name} did not finish: ${wordsOf(cause)}; fix this and run the same command again, which continues with this migration`,
      { cause },
    );
  }
}

/**
 * An unfinished migration left nothing, unless its script still runs: then this waits for it. Marks
 * it as `prisma migrate resolve --rolled-back` does, since the engine refuses to go on otherwise.
 * It also tells whether the database can be reached: the engine's own message names neither the
 * cause nor the state of the database.
 */
async function forgetUnfinished(databaseUrl: string): Promise<void> {
  const client = openClient(databaseUrl);
  try {
    await client.connect().catch((cause: unknown) => {
      throw new DatabaseUnreachable(wordsOf(cause), { cause });
    });
    await client.query(`
      SELECT pg_advisory_xact_lock(${MIGRATION_LOCK});
      SELECT pg_advisory_xact_lock(${SCRIPT_LOCK});
      DO $$ BEGIN
        IF to_regclass('_prisma_migrations') IS NOT NULL THEN
          UPDATE _prisma_migrations SET rolled_back_at = now()
          WHERE finished_at IS NULL AND rolled_back_at IS NULL;
        END IF;
      END $$`);
  } finally {
    await client.end();
  }
}

/** The running query reports a lost connection. */
export function openClient(connectionString: string): Client {
  const client = new Client({ connectionString, connectionTimeoutMillis: REACH_TIMEOUT_MS });
  client.on('error', () => undefined);
  return client;
}

function wordsOf(cause: unknown): string {
  const { message, code } = cause as NodeJS.ErrnoException;
  return message === '' ? String(code) : message;
}

async function schemaEngine(connections: PrismaPg): Promise<bindings.SchemaEngine> {
  loading ??= loadEngine();
  await loading;
  return bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(connections),
  );
}

/** Once per process: the bindings keep the memory of the first module they met. */
let loading: Promise<void> | undefined;

async function loadEngine(): Promise<void> {
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const { instance } = await WebAssembly.instantiate(
    readFileSync(join(folder, 'schema_engine_bg.wasm')),
    { './schema_engine_bg.js': bindings },
  );
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') Reflect.apply(start, null, []);
}

type Connection = Awaited<ReturnType<PrismaPg['connect']>>;

/**
 * The engine's connections. A script runs whole: the adapter itself splits it at every semicolon,
 * inside functions too.
 */
class MigrationConnections extends PrismaPg {
  /** Why the engine stopped, if a script failed. */
  failure: MigrationFailed | undefined;
  private readonly open: Connection[] = [];
  private readonly names: ReadonlyMap<string, string>;

  constructor(
    private readonly databaseUrl: string,
    migrations: readonly bindings.MigrationDirectory[],
    private readonly patience: LockPatience,
  ) {
    // The connection holds the lock and is idle while a script runs, for however long.
    super({ connectionString: databaseUrl, idleTimeoutMillis: 0 });
    this.names = new Map(
      migrations.map(({ path, migrationFile }) => [migrationFile.content.value, path]),
    );
  }

  override async connect(): Promise<Connection> {
    const connection = await super.connect();
    connection.executeScript = (script) => this.execute(script);
    this.open.push(connection);
    return connection;
  }

  /** Closes them: the engine leaves them open. */
  async close(): Promise<void> {
    await Promise.all(this.open.map((connection) => connection.dispose()));
  }

  private async execute(script: string): Promise<void> {
    const name = this.names.get(script);
    const [client, watch] = [openClient(this.databaseUrl), openClient(this.databaseUrl)];
    try {
      await client.connect();
      await watch.connect();
      if (name === undefined) await client.query(script);
      else {
        const marked = (takenFirst: string) => withMark(script, name, takenFirst);
        await givingWay(client, watch, marked, this.patience);
      }
    } catch (error) {
      if (name !== undefined) this.failure = new MigrationFailed(name, error);
      throw error;
    } finally {
      await Promise.all([client.end(), watch.end()]);
    }
  }
}

/** One query, and so one transaction. */
function withMark(script: string, name: string, takenFirst: string): string {
  return `SELECT pg_advisory_xact_lock(${SCRIPT_LOCK});
SET LOCAL lock_timeout = '${LOCK_TIMEOUT_SECONDS}s';
${takenFirst}${script}
;UPDATE _prisma_migrations SET finished_at = now()
WHERE migration_name = ${escapeLiteral(name)} AND finished_at IS NULL AND rolled_back_at IS NULL`;
}

function migrationDirectories(): bindings.MigrationDirectory[] {
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok',
          value: readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8'),
        },
      },
    }));
}
