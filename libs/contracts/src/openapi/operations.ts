import type { Operation as OperationOf } from '../http/operation';
import { clockOperations, localOperations } from '../system/local.operations';
import type { AnsweredName, SentName } from './components';
import { accessLogOperations } from '../access-log/access-log.operations';
import { accessOperations } from '../access/access.operations';
import { appealOperations } from '../appeals/appeals.operations';
import { auditOperations } from '../audit/audit.operations';
import { authorizationOperations } from '../authorization/authorization.operations';
import { assignmentOperations } from '../case/assignment.operations';
import { caseOperations } from '../case/case.operations';
import { clockLedgerOperations } from '../clocks/clocks.operations';
import {
  contactOperations,
  letterOperations,
  noticeOperations,
} from '../correspondence/correspondence.operations';
import { documentOperations } from '../documents/documents.operations';
import { evaluationOperations, guidelineOperations } from '../evaluation/guideline.operations';
import { draftOperations } from '../intake/drafts.operations';
import { intakeOperations } from '../intake/intake.operations';
import { suggestionOperations } from '../intake/suggestions.operations';
import { letterTemplateOperations } from '../letter-templates/letter-templates.operations';
import { peerToPeerOperations } from '../peer-to-peer/peer-to-peer.operations';
import { calendarOperations } from '../renewals/calendar.operations';
import { reminderOperations, renewalOperations } from '../renewals/renewals.operations';
import { reportOperations } from '../reports/reports.operations';
import { reviewOperations } from '../review/review.operations';
import { endedSessionOperations } from '../sessions/sessions.operations';
import { stuckOperations } from '../stuck/stuck.operations';
import { sessionOperations } from '../system/session.operations';
import { systemOperations } from '../system/system.operations';
import { memberOperations } from '../worklist/members.operations';
import { worklistOperations } from '../worklist/worklist.operations';

/** Every call of the contract: the one place that states each input, answer and requirement. */
export const operations = {
  ...evaluationOperations,
  ...intakeOperations,
  ...caseOperations,
  ...clockLedgerOperations,
  ...reviewOperations,
  ...peerToPeerOperations,
  ...appealOperations,
  ...contactOperations,
  ...documentOperations,
  ...noticeOperations,
  ...letterOperations,
  ...letterTemplateOperations,
  ...worklistOperations,
  ...assignmentOperations,
  ...accessOperations,
  ...draftOperations,
  ...stuckOperations,
  ...authorizationOperations,
  ...reminderOperations,
  ...memberOperations,
  ...renewalOperations,
  ...reportOperations,
  ...calendarOperations,
  ...accessLogOperations,
  ...guidelineOperations,
  ...suggestionOperations,
  ...sessionOperations,
  ...endedSessionOperations,
  ...systemOperations,
  ...auditOperations,
} as const satisfies Record<string, Operation>;

/** Calls of the local stack only. */
export const devOperations = localOperations satisfies Record<string, Operation>;

/** Calls of the sandbox only. */
export const sandboxOperations = clockOperations satisfies Record<string, Operation>;

/** A call whose body and answer are described. */
export type Operation = OperationOf<SentName, AnsweredName>;

export type { HeaderUse } from '../http/operation';
