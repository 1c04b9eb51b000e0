import { z } from 'zod';
import { access, accessPage } from '../access-log/access-log';
import { accessReason, caseAccess, caseAccessPage } from '../access/access';
import {
  appeal,
  appealCommand,
  appealDecisionCommand,
  continueBenefitsCommand,
  goodCauseCommand,
  proofOfAuthorityCommand,
  vacateDismissalCommand,
  appealFile,
  appealPage,
  externalOutcomeCommand,
  forwardingCommand,
  listedAppeal,
} from '../appeals/appeals';
import { auditState } from '../audit/audit';
import { authorization, authorizationPage, reminderPage } from '../authorization/authorization';
import { endCommand } from '../authorization/end';
import { assignment, snooze } from '../case/assignment';
import { caseJson, casePage } from '../case/case';
import { withdrawCommand } from '../case/commands';
import { timeline } from '../case/timeline';
import {
  clockRuleCommand,
  clocks,
  expediteCommand,
  extensionCommand,
  oralNoticeCommand,
} from '../clocks/clocks';
import { memberContactCommand, prescriberCommand } from '../correspondence/contact';
import {
  deliveryCommand,
  letter,
  letterFile,
  letterList,
  lettersFile,
  listedLetter,
  listedLetterPage,
} from '../correspondence/letters';
import { letterPreview, noticeList } from '../correspondence/notices';
import { document, documentFile, documentList } from '../documents/documents';
import { clause, determination, missingFact } from '../evaluation/determination';
import { clauseRule, guidelineDescription } from '../evaluation/guideline';
import { problem } from '../http/problem';
import { nothing, removed } from '../http/wire';
import { coverageRequest, informationCommand } from '../intake/coverage-request';
import { draft, draftCommand, draftList } from '../intake/drafts';
import { duplicateAnswer, duplicateQuestion } from '../intake/duplicates';
import { receiptEvidenceCommand } from '../intake/receipt-evidence';
import { agentList, peopleList, prescriberList, suggestionQuestion } from '../intake/suggestions';
import {
  callAppointment,
  callOutcome,
  callRequest,
  peerToPeer,
  peerToPeerList,
} from '../peer-to-peer/peer-to-peer';
import { calendar, calendarAddress, calendarFeed } from '../renewals/calendar';
import { renewal, renewalPage } from '../renewals/renewals';
import { activityPage, caseEventMessage, determinationReport, overview } from '../reports/reports';
import { handUpCommand } from '../review/hand-up';
import { opinionCommand, opinionRequest } from '../review/second-opinion';
import { changesNeeded } from '../review/changes-needed';
import { decisionCommand } from '../review/decision';
import { findingsCommand } from '../review/findings';
import { repairAnswer, stuck, stuckBoard } from '../stuck/stuck';
import { health, openApiAnswer, readiness } from '../system/health';
import { clockAnswer, clockCommand, tokenAnswer, tokenCommand } from '../system/local';
import {
  endSessionsCommand,
  logoutRequest,
  sessionsEnded,
  signOutCommand,
} from '../sessions/sessions';
import { session, signIn } from '../system/session';
import { batchAnswer, batchCommand } from '../worklist/batch';
import { member, memberPage, memberSearch } from '../worklist/members';
import { letterTemplates, letterTemplatesCommand } from '../letter-templates/letter-templates';
import { savedView, savedViewList, viewCommand } from '../worklist/views';
import { caseSearch, caseSummary, caseSummaryPage, queueCounts } from '../worklist/worklist';

/** The named schemas of what is sent. */
const sent = {
  CoverageRequest: coverageRequest,
  Information: informationCommand,
  Decision: decisionCommand,
  Findings: findingsCommand,
  Withdrawal: withdrawCommand,
  PrescriberContact: prescriberCommand,
  MemberContact: memberContactCommand,
  AuthorizationEnd: endCommand,
  CaseSearch: caseSearch,
  MemberSearch: memberSearch,
  Assignment: assignment,
  Snooze: snooze,
  Expedite: expediteCommand,
  Extension: extensionCommand,
  ClockRule: clockRuleCommand,
  OralNotice: oralNoticeCommand,
  Delivery: deliveryCommand,
  ReceiptEvidence: receiptEvidenceCommand,
  CallRequest: callRequest,
  CallAppointment: callAppointment,
  CallOutcome: callOutcome,
  AppealCommand: appealCommand,
  AppealDecision: appealDecisionCommand,
  GoodCause: goodCauseCommand,
  ContinueBenefits: continueBenefitsCommand,
  ProofOfAuthority: proofOfAuthorityCommand,
  ExternalOutcome: externalOutcomeCommand,
  Forwarding: forwardingCommand,
  VacateDismissal: vacateDismissalCommand,
  HandUp: handUpCommand,
  AccessReason: accessReason,
  OpinionRequest: opinionRequest,
  Opinion: opinionCommand,
  Nothing: nothing,
  Batch: batchCommand,
  DuplicateQuestion: duplicateQuestion,
  SuggestionQuestion: suggestionQuestion,
  ViewCommand: viewCommand,
  LetterTemplatesCommand: letterTemplatesCommand,
  DraftCommand: draftCommand,
  SignOut: signOutCommand,
  SessionsEnd: endSessionsCommand,
  LogoutRequest: logoutRequest,
  TokenRequest: tokenCommand,
  ClockMove: clockCommand,
};
export type SentName = keyof typeof sent;

/** The named schemas of what is answered. */
export const answered = {
  Determination: determination,
  Clause: clause,
  MissingFact: missingFact,
  ChangesNeeded: changesNeeded,
  Case: caseJson,
  CasePage: casePage,
  CaseAccess: caseAccess,
  CaseAccessPage: caseAccessPage,
  Authorization: authorization,
  AuthorizationPage: authorizationPage,
  ReminderPage: reminderPage,
  Member: member,
  MemberPage: memberPage,
  Timeline: timeline,
  Clocks: clocks,
  DeterminationReport: determinationReport,
  PeerToPeer: peerToPeer,
  PeerToPeerList: peerToPeerList,
  Appeal: appeal,
  ListedAppeal: listedAppeal,
  AppealFile: appealFile,
  AppealPage: appealPage,
  Document: document,
  DocumentList: documentList,
  DocumentFile: documentFile,
  NoticeList: noticeList,
  LetterList: letterList,
  LetterFile: letterFile,
  LettersFile: lettersFile,
  Letter: letter,
  ListedLetter: listedLetter,
  ListedLetterPage: listedLetterPage,
  LetterTemplates: letterTemplates,
  LetterPreview: letterPreview,
  CalendarFeed: calendarFeed,
  CalendarAddress: calendarAddress,
  Calendar: calendar,
  CaseSummary: caseSummary,
  CaseSummaryPage: caseSummaryPage,
  QueueCounts: queueCounts,
  BatchAnswer: batchAnswer,
  DuplicateAnswer: duplicateAnswer,
  SavedView: savedView,
  SavedViewList: savedViewList,
  Draft: draft,
  DraftList: draftList,
  Removed: removed,
  AuditState: auditState,
  Stuck: stuck,
  StuckBoard: stuckBoard,
  Repair: repairAnswer,
  Renewal: renewal,
  RenewalPage: renewalPage,
  Overview: overview,
  ActivityPage: activityPage,
  Access: access,
  AccessPage: accessPage,
  CaseEventMessage: caseEventMessage,
  ClauseRule: clauseRule,
  GuidelineDescription: guidelineDescription,
  AgentList: agentList,
  PrescriberList: prescriberList,
  PeopleList: peopleList,
  Session: session,
  SessionsEnded: sessionsEnded,
  SignIn: signIn,
  Health: health,
  Readiness: readiness,
  Description: openApiAnswer,
  Token: tokenAnswer,
  Clock: clockAnswer,
  Problem: problem,
};
export type AnsweredName = keyof typeof answered;

/** Every named schema as JSON Schema 2020-12. */
export function componentSchemas(): Readonly<Record<string, unknown>> {
  return { ...jsonSchemas(sent, 'input'), ...jsonSchemas(answered, 'output') };
}

function jsonSchemas(named: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output') {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}
