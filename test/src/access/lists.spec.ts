import { operations, type Operation } from '@assent/contracts';
import type { LineOfBusiness } from '@assent/domain';
import { startApi, type ApiServer } from '../api/api-server';
import { bodyOf } from '../api/bodies';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { opened } from '../support/requests';
import { APART, countsIn, listed, LISTINGS, LISTS } from './calls';
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

const told = (operation: Operation, lines: readonly LineOfBusiness[]) =>
  listed(api, operation, member, (role) => api.authorizationIn(lines, role, ME));

test('every list is tested', () => {
  expect(LISTS.map(({ id }) => id).sort()).toEqual([...Object.keys(LISTINGS), ...APART].sort());
});

test.each(LISTS.filter(({ id }) => !APART.includes(id)).map((each) => [each.id, each] as const))(
  '%s shows nothing of another line of business',
  async (_, operation) => {
    const outside = await told(operation, NOT_MINE);
    expect([...secrets, member.memberId].filter((secret) => outside.includes(secret))).toEqual([]);
    expect(countsIn(outside)).toEqual(countsIn(outside).map(() => 0));
  },
);

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
    expect(countsIn(await told(operations[id], MINE)).some((number) => number > 0)).toBe(true);
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
