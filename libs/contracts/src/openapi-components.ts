import { z } from 'zod';
import { authorization, authorizationPage, reminderPage } from './authorization';
import { calendar, calendarAddress, calendarFeed } from './calendar';
import { caseJson, casePage } from './case';
import {
  clockAnswer,
  clockCommand,
  decisionCommand,
  endCommand,
  tokenAnswer,
  tokenCommand,
  prescriberCommand,
  withdrawCommand,
} from './commands';
import { document, documentFile, documentList } from './documents';
import { clause, determination, missingFact } from './determination';
import { health, openApiAnswer, readiness } from './health';
import { member, memberPage, memberSearch } from './members';
import { letterPreview, noticeList } from './notices';
import { activityPage, caseEventMessage, overview, renewal, renewalPage } from './overview';
import { problem } from './problem';
import {
  agentList,
  clauseRule,
  guidelineDescription,
  peopleList,
  prescriberList,
  session,
  signIn,
  suggestionQuestion,
} from './reference';
import { repairAnswer, stuck, stuckBoard } from './stuck';
import { coverageRequest, informationCommand } from './determination-request';
import { timeline } from './timeline';
import {
  assignment,
  batchAnswer,
  batchCommand,
  caseSearch,
  caseSummary,
  caseSummaryPage,
  draft,
  draftCommand,
  draftList,
  duplicateAnswer,
  duplicateQuestion,
  nothing,
  queueCounts,
  removed,
  savedView,
  savedViewList,
  snooze,
  viewCommand,
} from './work';

/** The named schemas of what is sent. */
const sent = {
  CoverageRequest: coverageRequest,
  Information: informationCommand,
  Decision: decisionCommand,
  Withdrawal: withdrawCommand,
  PrescriberContact: prescriberCommand,
  AuthorizationEnd: endCommand,
  CaseSearch: caseSearch,
  MemberSearch: memberSearch,
  Assignment: assignment,
  Snooze: snooze,
  Nothing: nothing,
  Batch: batchCommand,
  DuplicateQuestion: duplicateQuestion,
  SuggestionQuestion: suggestionQuestion,
  ViewCommand: viewCommand,
  DraftCommand: draftCommand,
  TokenRequest: tokenCommand,
  ClockMove: clockCommand,
};
export type SentName = keyof typeof sent;

/** The named schemas of what is answered. */
export const answered = {
  Determination: determination,
  Clause: clause,
  MissingFact: missingFact,
  Case: caseJson,
  CasePage: casePage,
  Authorization: authorization,
  AuthorizationPage: authorizationPage,
  ReminderPage: reminderPage,
  Member: member,
  MemberPage: memberPage,
  Timeline: timeline,
  Document: document,
  DocumentList: documentList,
  DocumentFile: documentFile,
  NoticeList: noticeList,
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
  Stuck: stuck,
  StuckBoard: stuckBoard,
  Repair: repairAnswer,
  Renewal: renewal,
  RenewalPage: renewalPage,
  Overview: overview,
  ActivityPage: activityPage,
  CaseEventMessage: caseEventMessage,
  ClauseRule: clauseRule,
  GuidelineDescription: guidelineDescription,
  AgentList: agentList,
  PrescriberList: prescriberList,
  PeopleList: peopleList,
  Session: session,
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
