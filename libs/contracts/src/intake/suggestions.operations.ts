import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** What people look up while they write. */
export const suggestionOperations = {
  suggestAgents: {
    id: 'suggestAgents',
    method: 'POST',
    path: '/v1/suggestions/agents',
    summary:
      'Drugs that fit the beginning of a name: those of the guidelines, then those seen before',
    permission: 'read',
    query: noQuery,
    body: 'SuggestionQuestion',
    status: 200,
    answer: 'AgentList',
    problems: [],
  },
  suggestPrescribers: {
    id: 'suggestPrescribers',
    method: 'POST',
    path: '/v1/suggestions/prescribers',
    summary: 'Prescribers seen before whose name or NPI begins so, the last seen first',
    permission: 'submit',
    query: noQuery,
    body: 'SuggestionQuestion',
    status: 200,
    answer: 'PrescriberList',
    problems: [],
  },
  suggestPeople: {
    id: 'suggestPeople',
    method: 'POST',
    path: '/v1/suggestions/people',
    summary: 'People who work on cases, whose name begins so',
    permission: 'read',
    query: noQuery,
    body: 'SuggestionQuestion',
    status: 200,
    answer: 'PeopleList',
    problems: [],
  },
} as const satisfies Record<string, Operation>;
