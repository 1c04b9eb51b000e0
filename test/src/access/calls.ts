import { accessTo, namedBy, operations, type Operation } from '@assent/contracts';
import type { ApiServer } from '../api/api-server';
import type { Scene } from './scene';

/** The calls whose address names a case, or something that belongs to one. */
export const OF_ONE_CASE = Object.values<Operation>(operations).filter(
  (operation) => namedBy(accessTo(operation)) !== null,
);

/** Lists and figures, which leave out other lines of business. */
export const LISTS = Object.values<Operation>(operations).filter(
  (operation) => accessTo(operation).about === 'lists',
);

/** Lists that are tested apart: they take something, or stay open. */
export const APART = ['takeNextCase', 'makeCalendarFeed', 'readCalendar', 'streamEvents'];

/** Sends a call about a scene that changes nothing, also where it is allowed: its body is empty, or its version old. */
export function sendAbout(
  api: ApiServer,
  operation: Operation,
  scene: Scene,
  authorization: string,
): Promise<Response> {
  const { method, body, upload } = operation;
  const name = namedBy(accessTo(operation));
  const path = operation.path
    .replace(/\{(id|number|letterId)\}/, name ? scene.ids[name] : '')
    .replace(/\{\w+\}/g, scene.ids.case);
  const hasBody = body !== undefined || upload === true;
  return api.fetch(method, path, {
    headers: { authorization, ...(method !== 'GET' && { 'if-match': '"999"' }) },
    ...(hasBody && { body: {} }),
  });
}

const PERIOD = 'from=2026-11-01&to=2026-11-30';
const INSTANTS = 'from=2026-11-01T00:00:00Z&to=2026-11-30T00:00:00Z';

/** The member that some lists are asked about. */
export interface AskedMember {
  readonly id: string;
  readonly memberId: string;
}

/** A call that shows something of the scene to who may read it. */
interface Listing {
  readonly path?: string;
  readonly body?: (member: AskedMember) => object;
  readonly role?: string;
}

/** How each list is asked for; a spec misses one without a row. */
export const LISTINGS: Readonly<Partial<Record<keyof typeof operations, Listing>>> = {
  listCases: {},
  searchCases: { body: () => ({ queue: 'all' }) },
  countQueues: {},
  listViews: {},
  saveView: {
    path: `/v1/views/${crypto.randomUUID()}`,
    body: () => ({ name: 'All', filter: {}, shared: false }),
  },
  findDuplicates: { body: ({ memberId }) => ({ memberId, drug: 'ixazomib' }) },
  searchMembers: { body: () => ({ text: 'Brandt' }) },
  viewMember: {},
  listAppeals: {},
  listAuthorizations: {},
  listReminders: {},
  listRenewals: {},
  listAllLetters: {},
  showStuck: {},
  reconcile: {},
  showOverview: {},
  listActivity: { path: `/v1/activity?${INSTANTS}` },
  reportDeterminations: { path: `/v1/reports/determinations?${PERIOD}` },
  listAccess: { role: 'auditor' },
};

/** What a list tells to a person. */
export async function listed(
  api: ApiServer,
  operation: Operation,
  member: AskedMember,
  authorizationOf: (role: string) => Promise<string>,
): Promise<string> {
  const {
    path = operation.path,
    body,
    role = 'medical-director',
  } = LISTINGS[operation.id as keyof typeof operations] ?? {};
  const answer = await api.fetch(operation.method, path.replace('{member}', member.id), {
    headers: { authorization: await authorizationOf(role) },
    ...(body && { body: body(member) }),
  });
  return answer.text();
}

/** The counts in an answer. */
export function countsIn(text: string): readonly number[] {
  const counts =
    /"(?:count|total|denied|approved|opened|running|overdue|met|missed|approvedByPerson)":(\d+)/g;
  return [...text.matchAll(counts)].map(([, number]) => Number(number));
}
