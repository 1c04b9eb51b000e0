import type {
  AuthorizationRecord,
  CaseEvent,
  Change,
  CommandKey,
  PlannedNotice,
  SeenMember,
} from '@assent/application';
import { tracedMessages } from '../outbox/message-trace';
import type { GivenRow } from '../database/table';
import { APPEALS, AUTHORIZATIONS, CASES, EVENTS, NOTICES } from '../database/tables';

/**
 * The argument of the database function `commit_change`: a row, or a list of rows, for each part of
 * a change, under the column names of its table.
 */
export function changeRows(change: Change): GivenRow {
  const appeals = [...(change.appeal ? [change.appeal] : []), ...(change.closedAppeals ?? [])];
  return {
    ...(change.seen && { member: memberRow(change.seen) }),
    ...(change.opened && { opened: CASES.row(change.opened) }),
    changed: [...(change.changed ? [change.changed] : []), ...(change.alsoChanged ?? [])].map(
      CASES.changes,
    ),
    gone_blockers: (change.goneBlockers ?? []).map(({ caseId, causes, repair }) => ({
      case_id: caseId,
      causes,
      repair: repair ?? null,
    })),
    ...(change.openedAppeal && { appeal_opened: APPEALS.row(change.openedAppeal) }),
    ...(appeals.length > 0 && { appeal: appeals.map(APPEALS.changes) }),
    ...(change.issued && { issued: AUTHORIZATIONS.row(change.issued) }),
    authorizations: (change.authorizations ?? []).map(authorizationRow),
    cancelled_notices: (change.cancelledNotices ?? []).map(
      ({ kinds, caseId, authorization, keepsMemberLetters }) => ({
        kinds,
        case_id: caseId ?? null,
        authorization: authorization ?? null,
        ...(keepsMemberLetters && { keeps_member_letters: true }),
      }),
    ),
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
    outbox: tracedMessages(change.outbox),
    notices: change.notices.map(noticeRow),
  };
}

/** Only continued coverage has a last day that moves. */
function authorizationRow(authorization: AuthorizationRecord): GivenRow {
  const { continues, period } = authorization;
  return {
    ...AUTHORIZATIONS.changes(authorization),
    ...(continues !== undefined && { end_date: period.end }),
  };
}

function memberRow({ memberId, version, named, isAltered = false }: SeenMember): GivenRow {
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

function eventRow(event: CaseEvent, command?: CommandKey): GivenRow {
  return {
    ...EVENTS.row(event),
    ...(Object.keys(event.details).length === 0 && { details: null }),
    ...(command && { command_key: command.key, command_digest: `\\x${command.digest}` }),
  };
}

function noticeRow({ memberLetter, ...notice }: PlannedNotice): GivenRow {
  return {
    ...NOTICES.row({
      ...notice,
      sentAt: null,
      to: null,
      subject: null,
      text: null,
      content: null,
      attempts: 0,
      lastError: null,
      undeliverableAt: null,
      delivery: null,
      sendings: null,
      resentAt: null,
      resend: null,
    }),
    ...(memberLetter !== undefined && { member_letter: memberLetter }),
  };
}
