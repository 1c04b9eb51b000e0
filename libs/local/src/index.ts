export { type Child, type ChildCommand, startChild } from './child-process';
export {
  freePort,
  type FreePort,
  type HeldPort,
  holdPort,
  listen,
  PortTaken,
  requireFree,
} from './free-port';
export { keepFolder, userCache } from './keep-folder';
export { stopLeftover } from './leftover';
export { type MailCatcher, type MailCatcherOptions, startMailCatcher } from './mail-catcher';
export type { CaughtMessage } from './mailbox';
export {
  adminUrlOf,
  createDatabase,
  DATABASE_ROLES,
  DatabaseGone,
  type DatabaseRole,
  databaseUrlOf,
  dropDatabase,
  LOG_WITHOUT_VALUES,
  type Postgres,
  type PostgresOptions,
  rowsOf,
  startPostgres,
} from './postgres';
export { baseBackups, type BaseBackup, restorePostgres, takeBaseBackup } from './postgres-backup';
export {
  startTemporalDevServer,
  startTimeSkippingServer,
  type TemporalDevOptions,
  type TemporalServer,
} from './temporal';
export { seedCases, type Seeding } from './seed-cases';
export { type TemporalProgram, temporalProgram } from './temporal-programs';
export { signalProcess } from './signal-process';
export { until, untilServing } from './until';
export { writeWhole } from './write-whole';
