import type { CaseRecord, DueNotice, Notice, WorklistRow } from '@assent/application';
import { isOpen, stuckBy, type Blocker } from '@assent/domain';
import type {
  Appeal as AppealRow,
  Authorization as AuthorizationRow,
  Case as CaseRow,
  Notice as NoticeRow,
  Prisma,
  Stuck as StuckRow,
} from '../generated/client';
import { calendarDate } from './table';
import {
  APPEALS,
  AUTHORIZATIONS,
  BLOCKERS,
  CASES,
  CLOCKS_OF_CASE,
  DETERMINATION_OF_CASE,
  ACCESSES,
  DOCUMENTS,
  EVENTS,
  HANDED_UP,
  HOLDS_OF_CASE,
  INFORMATION_REQUEST_OF_CASE,
  JURISDICTION_OF_CASE,
  MEMBER_LETTERS,
  NOTICES,
  OPENINGS,
  REVIEW,
  SCANS,
  SNOOZED,
} from './tables';

/** A case, without facts or blockers if it was read without them. */
export function toCase(
  row: Omit<CaseRow, 'facts'> & { facts?: CaseRow['facts']; stuck?: readonly StuckRow[] },
): CaseRecord {
  const { stuck = [], ...columns } = row;
  return { ...CASES.read({ facts: {}, ...columns }), stuck: stuckBy(stuck.map(toBlocker)) };
}

/** The case columns that a worklist shows. It leaves out the facts: they are long. */
export const WORKLIST_COLUMNS = {
  id: true,
  number: true,
  version: true,
  status: true,
  requestType: true,
  urgency: true,
  lineOfBusiness: true,
  coverageType: true,
  drugText: true,
  memberId: true,
  givenName: true,
  familyName: true,
  birthDate: true,
  prescriberName: true,
  receivedAt: true,
  openedAt: true,
  dueAt: true,
  clocks: true,
  jurisdiction: true,
  underAppeal: true,
  informationRequest: true,
  renews: true,
  carriedFrom: true,
  closedAt: true,
  assignee: true,
  determination: true,
  holds: true,
  reviewReason: true,
  reviewSince: true,
  escalatedAt: true,
  snoozedUntil: true,
  snoozeReason: true,
  snoozedBy: true,
  snoozedRole: true,
  handedUpBy: true,
  handedUpRole: true,
  handedUpAt: true,
  handedUpReason: true,
  withoutCoverSince: true,
  stuck: true,
} satisfies Prisma.CaseSelect;

/** A case with the columns that a worklist shows. */
export type WorklistCase = Prisma.CaseGetPayload<{ select: typeof WORKLIST_COLUMNS }>;

/** The same columns for a raw statement; blockers are rows of their own. */
export function worklistColumns(alias: string): Prisma.Sql {
  const { stuck: _, ...columns } = WORKLIST_COLUMNS;
  return CASES.select(alias, Object.keys(columns) as (keyof typeof columns)[]);
}

export function toWorklistRow(row: WorklistCase): WorklistRow {
  const { missing, holds } = DETERMINATION_OF_CASE.read(row);
  const others = HOLDS_OF_CASE.read(row);
  const status = row.status as WorklistRow['status'];
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    status,
    requestType: row.requestType as WorklistRow['requestType'],
    urgency: row.urgency as WorklistRow['urgency'],
    lineOfBusiness: row.lineOfBusiness as WorklistRow['lineOfBusiness'],
    coverageType: row.coverageType as WorklistRow['coverageType'],
    drugText: row.drugText,
    memberId: row.memberId,
    memberName: `${row.givenName} ${row.familyName}`,
    birthDate: calendarDate(row.birthDate),
    prescriberName: row.prescriberName,
    receivedAt: row.receivedAt,
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    clocks: CLOCKS_OF_CASE.read(row),
    jurisdiction: JURISDICTION_OF_CASE.read(row),
    ...(row.underAppeal !== null && { underAppeal: row.underAppeal }),
    informationRequest: INFORMATION_REQUEST_OF_CASE.read(row),
    renews: row.renews,
    carriedFrom: row.carriedFrom,
    closedAt: row.closedAt,
    assignee: row.assignee,
    snoozed: SNOOZED.read(row),
    handedUp: HANDED_UP.read(row),
    review: REVIEW.read(row),
    stuck: stuckBy(row.stuck.map(toBlocker)),
    withoutCoverSince: row.withoutCoverSince && calendarDate(row.withoutCoverSince),
    missing: isOpen(status) ? missing.map(({ fact }) => fact) : [],
    isHeld: isOpen(status) && holds.length + others.length > 0,
    ownHolds: isOpen(status) ? others.map(({ id }) => id) : [],
  };
}

export function toBlocker(row: StuckRow): Blocker {
  const { caseId: _, ...blocker } = BLOCKERS.read(row);
  return blocker;
}

export const toAppeal = APPEALS.read;
export const toAuthorization = AUTHORIZATIONS.read;
export const toEvent = EVENTS.read;
export const toMemberLetter = MEMBER_LETTERS.read;
export const toNoticeRecord = NOTICES.read;
export const toDocument = DOCUMENTS.read;
export const toScan = SCANS.read;
export const toOpening = OPENINGS.read;
export const toAccess = ACCESSES.read;

export function toNotice(
  row: Pick<
    NoticeRow,
    'id' | 'kind' | 'caseId' | 'authorization' | 'appealId' | 'daysBefore' | 'dueAt'
  >,
): Notice {
  return {
    id: row.id,
    kind: row.kind as Notice['kind'],
    caseId: row.caseId,
    authorization: row.authorization,
    ...(row.appealId !== null && { appealId: row.appealId }),
    daysBefore: row.daysBefore,
    dueAt: row.dueAt,
  };
}

export function toDueNotice(
  row: Pick<
    NoticeRow,
    'id' | 'kind' | 'caseId' | 'authorization' | 'appealId' | 'daysBefore' | 'dueAt'
  > & {
    case: CaseRow;
    authorizationRecord: AuthorizationRow | null;
    appeal: AppealRow | null;
  },
): DueNotice {
  return {
    ...toNotice(row),
    case: toCase(row.case),
    authorizationRecord: row.authorizationRecord && toAuthorization(row.authorizationRecord),
    ...(row.appeal && { appeal: toAppeal(row.appeal) }),
  };
}
