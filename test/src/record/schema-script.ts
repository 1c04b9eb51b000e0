import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const SCHEMA = join(__dirname, '..', '..', '..', 'prisma', 'schema.prisma');

/**
 * The SQL by which Prisma would make an empty database into that of `schema.prisma`. The engine
 * wants any database that it can reach.
 */
export async function schemaScript(databaseUrl: string): Promise<string> {
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const { instance } = await WebAssembly.instantiate(
    await readFile(join(folder, 'schema_engine_bg.wasm')),
    { './schema_engine_bg.js': bindings },
  );
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') Reflect.apply(start, null, []);
  const connections = new ClosableConnections({ connectionString: databaseUrl });
  const engine = await bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(connections),
  );
  try {
    const content = await readFile(SCHEMA, 'utf8');
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? '';
  } finally {
    engine.free();
    await connections.close();
  }
}

/** The engine leaves its connections open. */
class ClosableConnections extends PrismaPg {
  private readonly made: Awaited<ReturnType<PrismaPg['connect']>>[] = [];

  override async connect(): ReturnType<PrismaPg['connect']> {
    const connection = await super.connect();
    this.made.push(connection);
    return connection;
  }

  async close(): Promise<void> {
    await Promise.all(this.made.map((connection) => connection.dispose()));
  }
}
