import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';

/** Members, with their open cases and authorizations. */
export const memberOperations = {
  searchMembers: {
    id: 'searchMembers',
    method: 'POST',
    path: '/v1/members/search',
    summary:
      'Finds members by name, date of birth or number, most recent case first; the search is in the body to keep member names out of addresses',
    query: noQuery,
    body: 'MemberSearch',
    status: 200,
    answer: 'MemberPage',
    problems: [],
  },
  viewMember: {
    id: 'viewMember',
    method: 'GET',
    path: '/v1/members/{member}',
    summary: 'Shows a member with open cases and authorizations',
    query: noQuery,
    status: 200,
    answer: 'Member',
    problems: ['member-not-found'],
  },
} as const satisfies Record<string, Operation>;
