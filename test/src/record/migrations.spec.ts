import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type QueryResult } from 'pg';
import { testDatabase, type TestDatabase } from '../support/services';
import { schemaScript } from './schema-script';
import { openSql, type Sql } from './sql';

const MIGRATIONS = join(__dirname, '../../../prisma/migrations');

let databases: TestDatabase[];
let migrated: Sql;
let described: Sql;

beforeAll(async () => {
  databases = [await testDatabase(), await testDatabase('template0')];
  [migrated, described] = await Promise.all([
    openSql(databases[0]!.url),
    openSql(databases[1]!.url),
  ]);
  await described.run('CREATE EXTENSION pg_trgm');
  await described.run(await schemaScript(databases[1]!.url));
});
afterAll(async () => {
  await Promise.all([migrated.close(), described.close()]);
  await Promise.all(databases.map((database) => database.drop()));
});

/** What both ways of making the tables have to agree on, one line for each part. */
const COLUMNS = `
  SELECT format('%I.%I %s%s default %s', attrelid::regclass, attname,
    format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN ' not null' END,
    coalesce(pg_get_expr(adbin, adrelid), 'none')) AS part
  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attnum > 0 AND NOT attisdropped AND attrelid IN (
    SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname <> '_prisma_migrations')`;
const KEYS = `
  SELECT format('%s %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS part
  FROM pg_constraint WHERE contype IN ('p', 'f') AND connamespace = 'public'::regnamespace
    AND conrelid::regclass::text <> '_prisma_migrations'`;
const INDEXES = `
  SELECT indexdef AS part FROM pg_indexes
  WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;

async function parts(sql: Sql, query: string): Promise<string[]> {
  return (await sql.run(query)).map(({ part }) => String(part)).sort();
}

describe('each migration', () => {
  it('is one transaction: it does not commit by itself', async () => {
    const database = await testDatabase('template0');
    databases.push(database);
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const TRANSACTION = 'SELECT pg_current_xact_id()::text AS id';
    const broken: string[] = [];
    for (const name of readdirSync(MIGRATIONS).sort()) {
      if (name.endsWith('.toml')) continue;
      const script = readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8');
      // The driver answers a query of several statements with the result of each.
      const results = (await client.query(
        `${TRANSACTION};\n${script}\n;${TRANSACTION}`,
      )) as unknown as QueryResult<{ id: string }>[];
      if (results[0]?.rows[0]?.id !== results.at(-1)?.rows[0]?.id) broken.push(name);
    }
    await client.end();
    expect(broken).toEqual([]);
  });
});

describe('the migrations and schema.prisma', () => {
  it.each([
    ['columns', COLUMNS],
    ['keys', KEYS],
  ])('create the same %s', async (_, query) => {
    const made = await parts(migrated, query);
    expect(made.length).toBeGreaterThan(5);
    expect(made).toEqual(await parts(described, query));
  });

  it("create the same indexes, except partial and computed ones, which the schema can't express", async () => {
    const whole = (index: string) => index.replace(/ WHERE .*/, '');
    const isTold = (index: string) => !/ WHERE |\(.*\(/.test(index);
    const wanted = await parts(described, INDEXES);
    const made = await parts(migrated, INDEXES);
    expect(made.map(whole)).toEqual(expect.arrayContaining(wanted));
    expect(made.filter(isTold)).toEqual(wanted.filter((index) => made.includes(index)));
  });
});
