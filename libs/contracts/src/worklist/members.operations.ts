import type { Operation } from '../http/operation';
import { noQuery } from '../http/queries';
import { ONE_MEMBER } from '../http/reads';

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
    reads: {
      purpose: 'payment',
      members: 'items.*.id',
      cases: 'items.*.openCases.*.id',
      rows: 'items.*',
    },
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
    reads: { ...ONE_MEMBER, cases: ['openCases.*.id', 'authorizations.*.caseId'] },
    problems: ['member-not-found'],
  },
} as const satisfies Record<string, Operation>;
