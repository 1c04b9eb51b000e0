import { CASE_COMMAND, COMMAND_REFUSALS } from '../case/case-command';
import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';
import { ONE_CASE } from '../http/reads';

/** The deadlines of a case, explained and moved. */
export const clockLedgerOperations = {
  showClocks: {
    id: 'showClocks',
    method: 'GET',
    path: '/v1/cases/{id}/clocks',
    summary: 'Shows the clocks of a case, and why each is due when it is',
    query: noQuery,
    status: 200,
    answer: 'Clocks',
    reads: ONE_CASE,
    problems: ['case-not-found'],
  },
  expediteCase: {
    ...CASE_COMMAND,
    id: 'expediteCase',
    path: '/v1/cases/{id}/expedite',
    summary: 'Makes a standard case expedited; the sooner of the two deadlines applies',
    body: 'Expedite',
    problems: [...COMMAND_REFUSALS, 'already-expedited', 'no-clock'],
  },
  extendDeadline: {
    ...CASE_COMMAND,
    id: 'extendDeadline',
    path: '/v1/cases/{id}/extension',
    summary:
      "Extends the deadline once, if the plan's rule allows it, and tells the provider office",
    body: 'Extension',
    problems: [
      ...COMMAND_REFUSALS,
      'already-extended',
      'extension-barred',
      'deadline-passed',
      'letter-incomplete',
    ],
  },
  applyClockRule: {
    ...CASE_COMMAND,
    id: 'applyClockRule',
    path: '/v1/cases/{id}/clocks/rule',
    summary:
      "Counts the clocks that run again by the figures that the plan's tables have today; the timeline keeps both",
    body: 'ClockRule',
    problems: [...COMMAND_REFUSALS, 'clock-unchanged'],
  },
  recordOralNotice: {
    ...CASE_COMMAND,
    id: 'recordOralNotice',
    path: '/v1/cases/{id}/oral-notice',
    summary: 'Records that the member or the prescriber was told of the decision by phone',
    body: 'OralNotice',
    problems: [...COMMAND_REFUSALS, 'case-undecided'],
  },
} as const satisfies Record<string, Operation>;
