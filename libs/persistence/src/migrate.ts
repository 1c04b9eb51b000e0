import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';

const MIGRATIONS = join(__dirname, '..', '..', '..', 'prisma', 'migrations');
const REACH_TIMEOUT_MS = 10_000;

/**
 * Brings a database up to the newest migration, as Prisma's command line would, and keeps its
 * `_prisma_migrations` table. Runs Prisma's schema engine as WebAssembly, because the binary that
 * the command line downloads is not to be had everywhere. Safe to repeat.
 * @param databaseUrl a Postgres connection string
 * @returns the names of the migrations that were applied now
 * @throws DatabaseUnreachable when nothing could be changed
 */
export async function migrate(databaseUrl: string): Promise<{ applied: string[] }> {
  await requireReachable(databaseUrl);
  const connections = new MigrationConnections(databaseUrl);
  const engine = await schemaEngine(connections);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: MIGRATIONS,
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
        shadowDbInitScript: '',
        migrationDirectories: migrationDirectories(),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return { applied: appliedMigrationNames };
  } finally {
    engine.free();
    await connections.close();
  }
}

/** Thrown before anything is changed; says what the driver did. */
export class DatabaseUnreachable extends Error {}

/** The engine's own words for it name neither the cause nor what became of the database. */
async function requireReachable(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: REACH_TIMEOUT_MS });
  try {
    await client.connect();
  } catch (cause) {
    const { message, code } = cause as NodeJS.ErrnoException;
    throw new DatabaseUnreachable(message === '' ? code : message, { cause });
  } finally {
    await client.end();
  }
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

/** Once for a process: the bindings remember the memory of the module that they first met. */
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
 * The engine's connections. A script runs whole: the adapter's own way cuts it at every semicolon,
 * inside functions too.
 */
class MigrationConnections extends PrismaPg {
  private readonly open: Connection[] = [];

  constructor(private readonly databaseUrl: string) {
    super({ connectionString: databaseUrl });
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
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      await client.query(script);
    } finally {
      await client.end();
    }
  }
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
