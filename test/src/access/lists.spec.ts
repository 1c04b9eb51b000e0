import { accessTo, operations, type Operation } from '@assent/contracts';
import type { LineOfBusiness } from '@assent/domain';
import { startApi, type ApiServer } from '../api/api-server';
import { bodyOf } from '../api/bodies';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { opened } from '../support/requests';
import { ME, MINE, NOT_MINE, sceneOf, type Scene } from './scene';

let api: ApiServer;
let scene: Scene;
let member: { readonly id: string; readonly memberId: string; readonly number: string };
let secrets: readonly string[];

beforeAll(async () => {
  api = await startApi();
  scene = await sceneOf(api.desk, 'own-line');
  const { record } = await opened(api.desk.ports, { facts: TOO_MANY_CAPSULES });
  const { memberId } = record.member;
  const row = await api.desk.records.database.member.findUniqueOrThrow({ where: { memberId } });
  member = { id: row.id, memberId, number: record.number };
  secrets = [...scene.secrets, ...scene.caseIds, record.id, record.number];
}, 180_000);
afterAll(() => api.stop());

const PERIOD = 'from=2026-11-01&to=2026-11-30';
const INSTANTS = 'from=2026-11-01T00:00:00Z&to=2026-11-30T00:00:00Z';

/** A call that shows something of the scene to who may read it, and what to look for. */
interface Listing {
  readonly path?: string;
  readonly body?: () => object;
  readonly role?: string;
}

/** How each call that leaves out other lines of business is made; the types miss one without a row. */
const LISTINGS: Readonly<Partial<Record<keyof typeof operations, Listing>>> = {
  listCases: {},
  searchCases: { body: () => ({ queue: 'all' }) },
  countQueues: {},
  listViews: {},
  saveView: {
    path: `/v1/views/${crypto.randomUUID()}`,
    body: () => ({ name: 'All', filter: {}, shared: false }),
  },
  findDuplicates: { body: () => ({ memberId: member.memberId, drug: 'ixazomib' }) },
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

/** Lists that are tested apart: they take something, or stay open. */
const APART = ['takeNextCase', 'makeCalendarFeed', 'readCalendar', 'streamEvents'];

const LISTS = Object.values<Operation>(operations).filter(
  (operation) => accessTo(operation).about === 'lists',
);

async function told(operation: Operation, lines: readonly LineOfBusiness[]): Promise<string> {
  const {
    path = operation.path,
    body,
    role = 'medical-director',
  } = LISTINGS[operation.id as keyof typeof operations] ?? {};
  const answer = await api.fetch(operation.method, path.replace('{member}', member.id), {
    headers: { authorization: await api.authorizationIn(lines, role, ME) },
    ...(body && { body: body() }),
  });
  return answer.text();
}

test('every list is tested', () => {
  expect(LISTS.map(({ id }) => id).sort()).toEqual([...Object.keys(LISTINGS), ...APART].sort());
});

test.each(LISTS.filter(({ id }) => !APART.includes(id)).map((each) => [each.id, each] as const))(
  '%s shows nothing of another line of business',
  async (_, operation) => {
    const outside = await told(operation, NOT_MINE);
    expect([...secrets, member.memberId].filter((secret) => outside.includes(secret))).toEqual([]);
    expect(numbersIn(outside)).toEqual(numbersIn(outside).map(() => 0));
  },
);

/** The counts in an answer: what is counted is nothing. */
function numbersIn(text: string): readonly number[] {
  const counts =
    /"(?:count|total|denied|approved|opened|running|overdue|met|missed|approvedByPerson)":(\d+)/g;
  return [...text.matchAll(counts)].map(([, number]) => Number(number));
}

test.each([
  'listCases',
  'searchCases',
  'listAppeals',
  'listAuthorizations',
  'listActivity',
] as const)('%s shows it to people of that line', async (id) => {
  const inside = await told(operations[id], MINE);
  expect(secrets.some((secret) => inside.includes(secret))).toBe(true);
});

test.each(['countQueues', 'showOverview', 'reportDeterminations', 'saveView'] as const)(
  '%s counts it for people of that line',
  async (id) => {
    expect(numbersIn(await told(operations[id], MINE)).some((number) => number > 0)).toBe(true);
  },
);

describe('a person of another line of business', () => {
  const outsider = (role = 'medical-director') => api.authorizationIn(NOT_MINE, role, ME);

  test('gets no case of it as their next review', async () => {
    const headers = { authorization: await outsider() };
    const answer = await api.call('POST', '/v1/cases/next', { body: {}, headers });
    expect(answer.problem.code).toBe('no-case-waits');
  });

  test('has a calendar without it', async () => {
    const calendarOf = async (lines: readonly LineOfBusiness[]) => {
      const headers = { authorization: await api.authorizationIn(lines, 'intake', ME) };
      const { body } = await api.call('POST', '/v1/calendar-feed', { headers });
      const answer = await fetch(`${api.url}${(body as { path: string }).path}`);
      return answer.text();
    };
    expect(await calendarOf(NOT_MINE)).not.toContain('BEGIN:VEVENT');
    expect(await calendarOf(MINE)).toContain(scene.ids.authorization);
  });

  test.each(['/v1/cases', '/v1/determinations'])('sends no request of it to %s', async (path) => {
    const headers = { authorization: await outsider('intake'), 'idempotency-key': 'outside-1' };
    const answer = await api.call('POST', path, { body: bodyOf(TOO_MANY_CAPSULES), headers });
    expect([answer.status, answer.problem.code]).toEqual([403, 'another-line']);
    expect(answer.problem.detail).toContain(NOT_MINE.join(', '));
  });

  test('does nothing to its cases in a batch', async () => {
    const headers = { authorization: await outsider('intake') };
    const body = { ids: [scene.ids.case], action: 'release', preview: false };
    const answer = await api.call('POST', '/v1/cases/batch', { body, headers });
    expect(answer.body).toMatchObject({
      items: [{ id: scene.ids.case, number: null, ok: false, code: 'another-line' }],
    });
  });

  test('prints no letters of it', async () => {
    const headers = { authorization: await outsider() };
    const answer = await api.call('GET', `/v1/letters/pdf?ids=${scene.ids.letter}`, { headers });
    expect([answer.status, answer.problem.code]).toEqual([403, 'another-line']);
  });

  test('hears nothing of it on the stream of events', async () => {
    const headers = { authorization: await outsider(), 'last-event-id': '0' };
    const stream = await api.fetch('GET', '/v1/events', { headers });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const own = await opened(api.desk.ports, { lineOfBusiness: 'medicare-part-d' });
    let text = '';
    while (!text.includes(own.record.id)) text += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});
