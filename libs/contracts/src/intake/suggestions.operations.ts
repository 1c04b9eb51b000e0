import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** What people look up while they write. */
export const suggestionOperations = {
  suggestAgents: {
    id: 'suggestAgents',
    method: 'POST',
    path: '/v1/suggestions/agents',
    summary:
      'Suggests drugs by the beginning of a name: first those with a guideline, then those requested before',
    query: noQuery,
    body: 'SuggestionQuestion',
    status: 200,
    answer: 'AgentList',
    reads: null,
    problems: [],
  },
  suggestPrescribers: {
    id: 'suggestPrescribers',
    method: 'POST',
    path: '/v1/suggestions/prescribers',
    summary: 'Suggests prescribers by the beginning of a name or NPI, most recent first',
    query: noQuery,
    body: 'SuggestionQuestion',
    status: 200,
    answer: 'PrescriberList',
    reads: null,
    problems: [],
  },
  suggestPeople: {
    id: 'suggestPeople',
    method: 'POST',
    path: '/v1/suggestions/people',
    summary: 'Suggests people who work on cases by the beginning of a name',
    query: noQuery,
    body: 'SuggestionQuestion',
    status: 200,
    answer: 'PeopleList',
    reads: null,
    problems: [],
  },
} as const satisfies Record<string, Operation>;
