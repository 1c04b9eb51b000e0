import type { Operation } from '../http/operation';
import { activityQuery, noQuery, reportQuery } from '../http/queries';

/** Reads across cases. */
export const reportOperations = {
  showOverview: {
    id: 'showOverview',
    method: 'GET',
    path: '/v1/overview',
    summary: 'Shows the health of the system, the deadlines and the decisions of the last 30 days',
    query: noQuery,
    status: 200,
    answer: 'Overview',
    reads: null,
    problems: [],
  },
  listActivity: {
    id: 'listActivity',
    method: 'GET',
    path: '/v1/activity',
    summary: 'Lists the events of all cases between two times, oldest first',
    query: activityQuery,
    status: 200,
    answer: 'ActivityPage',
    reads: { purpose: 'operations', cases: 'items.*.caseId', rows: 'items.*' },
    problems: [],
  },
  reportDeterminations: {
    id: 'reportDeterminations',
    method: 'GET',
    path: '/v1/reports/determinations',
    summary:
      'Counts the determinations of some days by result, plan and urgency, drugs and items apart, how long they took, and which clocks were missed; as CSV, one row a count',
    query: reportQuery,
    status: 200,
    answer: 'DeterminationReport',
    answerAs: 'report',
    reads: { purpose: 'operations' },
    problems: ['not-acceptable'],
  },
  streamEvents: {
    id: 'streamEvents',
    method: 'GET',
    path: '/v1/events',
    summary:
      'Streams the events of cases as server-sent events; `Last-Event-ID` resumes after an event',
    query: noQuery,
    headers: [{ name: 'Last-Event-ID', required: false }],
    status: 200,
    answer: 'CaseEventMessage',
    answerAs: 'events',
    reads: { purpose: 'payment' },
    problems: ['too-many-streams'],
  },
} as const satisfies Record<string, Operation>;
