import type { CaseRecords, NoticeBox, Outbox } from '@assent/application';
import { caseRecords } from './case-records';
import { openDatabase, reaching, type Database, type DatabaseOptions } from './database';
import { noticeBox } from './notice-box';
import { outbox } from './outbox';

export { plannedWork } from './due-work';
export { migrate } from './migrate';
export type { DatabaseOptions } from './database';

/** Everything that Postgres holds, over one pool of connections. */
export interface Records {
  readonly records: CaseRecords;
  readonly notices: NoticeBox;
  readonly outbox: Outbox;
  /** The client itself, for what looks across the tables. */
  readonly database: Database;
  /** Resolves while the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export function createRecords(options: DatabaseOptions): Records {
  const database = openDatabase(options);
  return {
    records: caseRecords(database),
    notices: noticeBox(database),
    outbox: outbox(database),
    database,
    ping: async () => {
      await reaching(() => database.$queryRaw`SELECT 1`);
    },
    close: () => database.$disconnect(),
  };
}
