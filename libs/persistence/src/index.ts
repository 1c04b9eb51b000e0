import { RecordUnavailable, type StuckRepository } from '@assent/application';
import type {
  AccessLog,
  AuditChecks,
  CalendarFeedRepository,
  CaseRepository,
  EndedSessions,
  EventFeed,
  KeyRotationRecord,
  MemberLetterBox,
  NoticeBox,
  Outbox,
  DraftRepository,
  ReportRepository,
  ScanQueue,
  SealRecord,
  UsedAllowances,
  ViewRepository,
  WorklistRepository,
} from '@assent/application';
import { accessLog } from './access-log/access-log';
import { auditChecks } from './audit/audit-checks';
import { sealRecord } from './audit/audit-seals';
import { caseRepository } from './case/case-repository';
import { eventFeed } from './case/event-feed';
import { memberLetterBox } from './correspondence/member-letter-box';
import { noticeBox } from './correspondence/notice-box';
import {
  openDatabase,
  reaching,
  type Database,
  type DatabaseOptions,
  type PoolUse,
} from './database/database';
import { forEveryLine } from './database/reader';
import { keyRotations } from './documents/key-rotations';
import { scanQueue } from './documents/scan-queue';
import { drafts } from './intake/draft-repository';
import { usedAllowances } from './limits/used-allowances';
import { OwnerRefused } from './database/own-role';
import { outbox } from './outbox/outbox';
import { calendarFeeds } from './renewals/calendar-feed-repository';
import { reportRepository } from './reports/report-repository';
import { endedSessions } from './sessions/ended-sessions';
import { stuckRecords } from './stuck/stuck-repository';
import { savedViews } from './worklist/view-repository';
import { worklist } from './worklist/worklist-repository';

export { auditLog } from './audit/audit-log';
export { neededWorkflows } from './outbox/needed-workflows';
export { plannedWork } from './outbox/planned-work';
export { DatabaseUnreachable, migrate } from './database/migrate';
export { givePasswords } from './database/role-passwords';
export { memberStatement } from './worklist/members';
export { countStatement, pageStatement } from './worklist/worklist-repository';
export type { DatabaseOptions } from './database/database';
export { currentReader, forEveryLine, readAs } from './database/reader';
export { OwnerRefused };

/** Everything in Postgres, over one connection pool. */
export interface Records {
  readonly records: CaseRepository;
  readonly notices: NoticeBox;
  readonly memberLetters: MemberLetterBox;
  readonly outbox: Outbox;
  readonly stuck: StuckRepository;
  readonly events: EventFeed;
  readonly reading: ReportRepository;
  readonly worklist: WorklistRepository;
  readonly views: ViewRepository;
  readonly drafts: DraftRepository;
  readonly calendarFeeds: CalendarFeedRepository;
  readonly auditChecks: AuditChecks;
  readonly auditSeals: SealRecord;
  readonly scans: ScanQueue;
  readonly accesses: AccessLog;
  readonly endedSessions: EndedSessions;
  readonly usedAllowances: UsedAllowances;
  readonly keyRotations: KeyRotationRecord;
  /** The client itself, for queries across tables. */
  readonly database: Database;
  /** The use of the connection pool. */
  pool(): PoolUse;
  /** Resolves while the database answers. */
  ping(): Promise<void>;
  /**
   * Called when a program starts. A database that cannot be reached yet is no fault.
   * @throws OwnerRefused
   */
  requireOwnRole(): Promise<void>;
  close(): Promise<void>;
}

export function createRecords(options: DatabaseOptions): Records {
  const { database, pool } = openDatabase(options);
  return {
    records: caseRepository(database),
    notices: noticeBox(database),
    memberLetters: memberLetterBox(database),
    outbox: outbox(database),
    stuck: stuckRecords(database),
    events: forEveryLine(eventFeed(database)),
    reading: reportRepository(database),
    worklist: worklist(database),
    views: savedViews(database),
    drafts: drafts(database),
    calendarFeeds: forEveryLine(calendarFeeds(database)),
    auditChecks: forEveryLine(auditChecks(database)),
    auditSeals: sealRecord(database),
    scans: scanQueue(database),
    accesses: forEveryLine(accessLog(database)),
    endedSessions: forEveryLine(endedSessions(database)),
    usedAllowances: forEveryLine(usedAllowances(database)),
    keyRotations: forEveryLine(keyRotations(database)),
    database,
    pool,
    ...forEveryLine({
      ping: async () => {
        const [server] = await reaching(
          () => database.$queryRaw<{ takesWrites: boolean }[]>`
            SELECT current_setting('transaction_read_only') = 'off' AS "takesWrites"`,
        );
        if (!server?.takesWrites) throw new RecordUnavailable('the database takes no writes');
      },
    }),
    requireOwnRole: () =>
      database.$connect().catch(async (error: unknown) => {
        if (!(error instanceof OwnerRefused)) return;
        await database.$disconnect();
        throw error;
      }),
    close: () => database.$disconnect(),
  };
}
