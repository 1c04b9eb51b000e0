import type {
  AuthorizationRecord,
  CaseEvent,
  CaseRecord,
  DocumentRecord,
  DueNotice,
  Notice,
  NoticeRecord,
  WorklistRow,
} from '@assent/application';
import { isOpen, stuckBy, type Actor, type CalendarDate, type Blocker } from '@assent/domain';
import type {
  Authorization as AuthorizationRow,
  Case as CaseRow,
  CaseEvent as EventRow,
  Document as DocumentRow,
  Notice as NoticeRow,
  Prisma,
  Stuck as StuckRow,
} from '../generated/client';

/*
 * Rows back into records. Only `commit_change` and this library write the tables, so a stored word is
 * one of the words of its type; this file is the one place that takes it so.
 */

/** The columns of a case but its facts, which are long. */
type CaseColumns = Omit<CaseRow, 'facts'>;

/** A case, without facts or what holds it up where it was read without. */
export function toCase(
  row: CaseColumns & { facts?: CaseRow['facts']; stuck?: readonly StuckRow[] },
): CaseRecord {
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    status: row.status as CaseRecord['status'],
    requestType: row.requestType as CaseRecord['requestType'],
    urgency: row.urgency as CaseRecord['urgency'],
    lineOfBusiness: row.lineOfBusiness as CaseRecord['lineOfBusiness'],
    channel: row.channel as CaseRecord['channel'],
    drugText: row.drugText,
    drug: row.drug,
    member: {
      memberId: row.memberId,
      givenName: row.givenName,
      familyName: row.familyName,
      birthDate: calendarDate(row.birthDate),
    },
    prescriber: {
      npi: row.npi,
      name: row.prescriberName,
      ...(row.prescriberPhone !== null && { phone: row.prescriberPhone }),
      ...(row.prescriberEmail !== null && { email: row.prescriberEmail }),
    },
    receivedAt: row.receivedAt,
    openedAt: row.openedAt,
    closedAt: row.closedAt,
    asOf: calendarDate(row.asOf),
    requestedStart: calendarDate(row.requestedStart),
    facts: (row.facts ?? {}) as CaseRecord['facts'],
    guideline: toGuideline(row),
    determination: row.determination as unknown as CaseRecord['determination'],
    evaluationDigest: hexadecimal(row.evaluationDigest),
    holds: (row.holds ?? []) as unknown as CaseRecord['holds'],
    dueAt: row.dueAt,
    informationDueAt: row.informationDueAt,
    nextStepAt: row.nextStepAt,
    assignee: row.assignee,
    review: toReview(row),
    informationRequest: toInformationRequest(row),
    decision: toDecision(row),
    renews: row.renews,
    carriedFrom: row.carriedFrom,
    withoutCoverSince: row.withoutCoverSince && calendarDate(row.withoutCoverSince),
    snoozed: toSnooze(row),
    stuck: stuckBy(row.stuck?.map(toBlocker) ?? []),
  };
}

/** The columns of a case that a worklist shows. Facts stay where they are: they are long. */
export const WORKLIST_COLUMNS = {
  id: true,
  number: true,
  version: true,
  status: true,
  requestType: true,
  urgency: true,
  lineOfBusiness: true,
  drugText: true,
  memberId: true,
  givenName: true,
  familyName: true,
  birthDate: true,
  prescriberName: true,
  receivedAt: true,
  dueAt: true,
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
  withoutCoverSince: true,
  stuck: true,
} satisfies Prisma.CaseSelect;

export function toWorklistRow(
  row: Prisma.CaseGetPayload<{ select: typeof WORKLIST_COLUMNS }>,
): WorklistRow {
  const { missing, holds } = row.determination as unknown as CaseRecord['determination'];
  const others = (row.holds ?? []) as unknown as CaseRecord['holds'];
  const status = row.status as WorklistRow['status'];
  return {
    id: row.id,
    number: row.number,
    version: row.version,
    status,
    requestType: row.requestType as WorklistRow['requestType'],
    urgency: row.urgency as WorklistRow['urgency'],
    lineOfBusiness: row.lineOfBusiness as WorklistRow['lineOfBusiness'],
    drugText: row.drugText,
    memberId: row.memberId,
    memberName: `${row.givenName} ${row.familyName}`,
    birthDate: calendarDate(row.birthDate),
    prescriberName: row.prescriberName,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt,
    closedAt: row.closedAt,
    assignee: row.assignee,
    snoozed: toSnooze(row),
    review: toReview(row),
    stuck: stuckBy(row.stuck.map(toBlocker)),
    withoutCoverSince: row.withoutCoverSince && calendarDate(row.withoutCoverSince),
    missing: isOpen(status) ? missing.map(({ fact }) => fact) : [],
    isHeld: isOpen(status) && holds.length + others.length > 0,
  };
}

export function toBlocker(row: StuckRow): Blocker {
  return {
    cause: row.cause as Blocker['cause'],
    since: row.since,
    waitsFor: row.waitsFor as Blocker['waitsFor'],
    detail: row.detail,
    lastError: row.lastError,
    attempt: row.attempt,
    nextTryAt: row.nextTryAt,
    repair: row.repair as Blocker['repair'],
    authorization: row.authorization,
  };
}

export function toAuthorization(row: AuthorizationRow): AuthorizationRecord {
  return {
    number: row.number,
    version: row.version,
    status: row.status as AuthorizationRecord['status'],
    caseId: row.caseId,
    memberId: row.memberId,
    drug: row.drug,
    lineOfBusiness: row.lineOfBusiness as AuthorizationRecord['lineOfBusiness'],
    period: { start: calendarDate(row.startDate), end: calendarDate(row.endDate) },
    endedOn: row.endedOn && calendarDate(row.endedOn),
    endReason: row.endReason as AuthorizationRecord['endReason'],
    issuedAt: row.issuedAt,
    dosing: row.dosing as unknown as AuthorizationRecord['dosing'],
    warnings: row.warnings as unknown as AuthorizationRecord['warnings'],
    continuationCaseId: row.continuationCaseId,
    renewedBy: row.renewedBy,
    nextStepAt: row.nextStepAt,
  };
}

export function toEvent(row: EventRow): CaseEvent {
  return {
    caseId: row.caseId,
    at: row.at,
    type: row.type as CaseEvent['type'],
    actor: toActor(row.actor, row.role),
    details: (row.details ?? {}) as CaseEvent['details'],
  };
}

export function toNotice(row: NoticeRow): Notice {
  return {
    id: row.id,
    kind: row.kind as Notice['kind'],
    caseId: row.caseId,
    authorization: row.authorization,
    daysBefore: row.daysBefore,
    dueAt: row.dueAt,
  };
}

export function toNoticeRecord(row: NoticeRow): NoticeRecord {
  const { sentAt, recipient, subject, text, attempts, lastError, undeliverableAt } = row;
  return {
    ...toNotice(row),
    sentAt,
    to: recipient,
    subject,
    text,
    attempts,
    lastError,
    undeliverableAt,
  };
}

export function toDocument(row: DocumentRow): DocumentRecord {
  return {
    id: row.id,
    caseId: row.caseId,
    name: row.name,
    mediaType: row.mediaType as DocumentRecord['mediaType'],
    size: row.size,
    sha256: hexadecimal(row.sha256),
    uploadedBy: toActor(row.uploadedBy, row.uploadedRole),
    uploadedAt: row.uploadedAt,
  };
}

export function toDueNotice(
  row: NoticeRow & { case: CaseRow; authorizationRecord: AuthorizationRow | null },
): DueNotice {
  return {
    ...toNotice(row),
    case: toCase(row.case),
    authorizationRecord: row.authorizationRecord && toAuthorization(row.authorizationRecord),
  };
}

function toGuideline({
  guidelineId: id,
  guidelineVersion: version,
  guidelineDigest: digest,
}: CaseColumns): CaseRecord['guideline'] {
  return id !== null && version !== null && digest !== null
    ? { id, version, digest: hexadecimal(digest) }
    : null;
}

function toReview({
  reviewReason,
  reviewSince,
  escalatedAt,
}: Pick<CaseRow, 'reviewReason' | 'reviewSince' | 'escalatedAt'>): CaseRecord['review'] {
  return reviewReason !== null && reviewSince !== null
    ? {
        reason: reviewReason as NonNullable<CaseRecord['review']>['reason'],
        since: reviewSince,
        escalatedAt,
      }
    : null;
}

function toSnooze({
  snoozedUntil: until,
  snoozeReason: reason,
  snoozedBy,
  snoozedRole,
}: Pick<
  CaseRow,
  'snoozedUntil' | 'snoozeReason' | 'snoozedBy' | 'snoozedRole'
>): CaseRecord['snoozed'] {
  return until !== null && reason !== null && snoozedBy !== null && snoozedRole !== null
    ? { until, reason, by: toActor(snoozedBy, snoozedRole) }
    : null;
}

function toInformationRequest({
  informationRequest,
}: CaseColumns): CaseRecord['informationRequest'] {
  if (informationRequest === null) return null;
  const stored = informationRequest as unknown as { by: Actor; at: string; rationale: string };
  return { ...stored, at: new Date(stored.at) };
}

function toDecision(row: CaseColumns): CaseRecord['decision'] {
  const { decision, decidedBy, decidedRole, decidedAt } = row;
  return decision !== null && decidedBy !== null && decidedRole !== null && decidedAt !== null
    ? {
        decision: decision as NonNullable<CaseRecord['decision']>['decision'],
        by: toActor(decidedBy, decidedRole),
        at: decidedAt,
        rationale: row.rationale ?? '',
        clauses: row.decisionClauses,
      }
    : null;
}

function toActor(subject: string, role: string): Actor {
  return { subject, role: role as Actor['role'] };
}

/** Prisma reads a date column as midnight UTC. */
export function calendarDate(midnight: Date): CalendarDate {
  return midnight.toISOString().slice(0, 10);
}

/** Hexadecimal digits as a column of bytes takes them. */
export function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(digits, 'hex'));
}

function hexadecimal(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
