import type {
  AuthorizationRecord,
  CaseEvent,
  CaseRecord,
  Change,
  CommandKey,
  Notice,
  SeenMember,
} from '@assent/application';

/** A value that `commit_change` reads: JSON, with instants and dates as text. */
type Row = Readonly<Record<string, unknown>>;

/**
 * The argument of the database function `commit_change`: a row, or a list of rows, for each part of
 * a change, under the column names of its table.
 */
export function changeRows(change: Change): Row {
  return {
    ...(change.seen && { member: memberRow(change.seen) }),
    ...(change.opened && { opened: caseRow(change.opened) }),
    changed: [...(change.changed ? [change.changed] : []), ...(change.alsoChanged ?? [])].map(
      caseRow,
    ),
    ...(change.issued && { issued: authorizationRow(change.issued) }),
    authorizations: (change.authorizations ?? []).map(authorizationRow),
    cancelled_notices: (change.cancelledNotices ?? []).map(({ kinds, caseId, authorization }) => ({
      kinds,
      case_id: caseId ?? null,
      authorization: authorization ?? null,
    })),
    ...(change.triedAgain !== undefined && { tried_again: change.triedAgain }),
    ...(change.confirmedEmail && { confirmed_email: change.confirmedEmail }),
    events: change.events.map((event, position) =>
      eventRow(event, position === 0 ? change.command : undefined),
    ),
    audit: change.audit.map(({ at, actor, role, action, caseId, caseVersion }) => ({
      at,
      actor,
      role,
      action,
      case_id: caseId,
      case_version: caseVersion,
    })),
    outbox: change.outbox,
    notices: change.notices.map(noticeRow),
  };
}

function memberRow({ memberId, version, named, isAltered = false }: SeenMember): Row {
  return {
    member_id: memberId,
    version,
    is_altered: isAltered,
    ...(named && {
      given_name: named.givenName,
      family_name: named.familyName,
      birth_date: named.birthDate,
    }),
  };
}

function caseRow(record: CaseRecord): Row {
  const { member, prescriber, guideline, review, decision } = record;
  return {
    id: record.id,
    number: record.number,
    version: record.version,
    status: record.status,
    request_type: record.requestType,
    urgency: record.urgency,
    line_of_business: record.lineOfBusiness,
    channel: record.channel,
    drug_text: record.drugText,
    drug: record.drug,
    member_id: member.memberId,
    given_name: member.givenName,
    family_name: member.familyName,
    birth_date: member.birthDate,
    npi: prescriber.npi,
    prescriber_name: prescriber.name,
    prescriber_phone: prescriber.phone,
    prescriber_email: prescriber.email,
    received_at: record.receivedAt,
    opened_at: record.openedAt,
    closed_at: record.closedAt,
    as_of: record.asOf,
    requested_start: record.requestedStart,
    facts: record.facts,
    guideline_id: guideline?.id,
    guideline_version: guideline?.version,
    guideline_digest: guideline && bytes(guideline.digest),
    determination: record.determination,
    evaluation_digest: bytes(record.evaluationDigest),
    holds: record.holds,
    due_at: record.dueAt,
    information_due_at: record.informationDueAt,
    next_step_at: record.nextStepAt,
    assignee: record.assignee,
    review_reason: review?.reason,
    review_since: review?.since,
    escalated_at: review?.escalatedAt,
    information_request: record.informationRequest,
    decision: decision?.decision,
    decided_by: decision?.by.subject,
    decided_role: decision?.by.role,
    decided_at: decision?.at,
    rationale: decision?.rationale,
    decision_clauses: decision?.clauses,
    renews: record.renews,
    carried_from: record.carriedFrom,
    without_cover_since: record.withoutCoverSince,
    snoozed_until: record.snoozed?.until,
    snooze_reason: record.snoozed?.reason,
    snoozed_by: record.snoozed?.by.subject,
    snoozed_role: record.snoozed?.by.role,
  };
}

function authorizationRow(authorization: AuthorizationRecord): Row {
  return {
    number: authorization.number,
    version: authorization.version,
    status: authorization.status,
    case_id: authorization.caseId,
    member_id: authorization.memberId,
    drug: authorization.drug,
    line_of_business: authorization.lineOfBusiness,
    start_date: authorization.period.start,
    end_date: authorization.period.end,
    ended_on: authorization.endedOn,
    end_reason: authorization.endReason,
    issued_at: authorization.issuedAt,
    dosing: authorization.dosing,
    warnings: authorization.warnings,
    continuation_case_id: authorization.continuationCaseId,
    renewed_by: authorization.renewedBy,
    next_step_at: authorization.nextStepAt,
  };
}

function eventRow({ caseId, at, type, actor, details }: CaseEvent, command?: CommandKey): Row {
  return {
    case_id: caseId,
    at,
    type,
    actor: actor.subject,
    role: actor.role,
    details: Object.keys(details).length > 0 ? details : null,
    command_key: command?.key,
    command_digest: command && bytes(command.digest),
  };
}

function noticeRow({ id, kind, caseId, authorization, daysBefore, dueAt }: Notice): Row {
  return {
    id,
    kind,
    case_id: caseId,
    authorization_number: authorization,
    days_before: daysBefore,
    due_at: dueAt,
  };
}

/** Hexadecimal digits as Postgres reads a `bytea`. */
function bytes(hexadecimal: string): string {
  return `\\x${hexadecimal}`;
}
