import { Client } from 'pg';

/** Statements of any kind, sent as the application's own database user. */
export interface Sql {
  run(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** The code of Postgres and the broken rule's name; null when the statement was carried out. */
  refusalOf(statement: string, values?: readonly unknown[]): Promise<BrokenRule | null>;
  close(): Promise<void>;
}

export type Row = Readonly<Record<string, unknown>>;

export interface BrokenRule {
  readonly code: string;
  /** The constraint, where one was broken. */
  readonly rule: string | undefined;
}

export async function openSql(databaseUrl: string): Promise<Sql> {
  const client = new Client({ connectionString: databaseUrl });
  // A connection that is lost fails the next statement; as an event it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  const run = async (statement: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await client.query<Row>(statement, [...values])).rows;
  return {
    run,
    refusalOf: async (statement, values) => {
      try {
        await run(statement, values);
        return null;
      } catch (error) {
        const { code, constraint } = error as { code: string; constraint?: string };
        return { code, rule: constraint };
      }
    },
    close: () => client.end(),
  };
}
