import { agentList, guidelineDescription, peopleList, prescriberList } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { bodyOf, send } from '../api/bodies';
import { openSql } from '../record/sql';
import { MET } from '../support/facts';
import { unique } from '../support/requests';

let api: ApiServer;

const PRESCRIBERS = [
  { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' },
  { npi: '1003000126', name: "Ana O'Neil", phone: '+1 305 555 0100' },
  { npi: '1073516274', name: 'J.Parker' },
];

beforeAll(async () => {
  api = await startApi();
  for (const [index, prescriber] of PRESCRIBERS.entries()) {
    api.desk.clock.set(`2026-11-2${index}T15:00:00Z`);
    expect((await send(api, bodyOf(MET, { prescriber }))).status).toBe(201);
  }
  api.desk.clock.set('2026-11-23T15:00:00Z');
  await send(api, bodyOf({ ...MET, priorTherapies: [{ agents: ['Melphalan', 'Velcade'] }] }));
  await send(api, bodyOf({ ...MET, currentProteasomeInhibitor: { agent: 'none' } }));
});
afterAll(() => api.stop());

async function names(kind: 'agents' | 'prescribers', typed: string): Promise<string[]> {
  const { body } = await api.call('POST', `/v1/suggestions/${kind}`, { body: { q: typed } });
  const { items } = kind === 'agents' ? agentList.parse(body) : prescriberList.parse(body);
  return items.map(({ name }) => name);
}

async function people(typed: string) {
  const { body } = await api.call('POST', '/v1/suggestions/people', { body: { q: typed } });
  return peopleList.parse(body).items;
}

test('describes the guideline in force', async () => {
  const { status, body } = await api.call('GET', '/v1/guidelines/ixazomib', { role: 'auditor' });
  expect(status).toBe(200);
  expect(guidelineDescription.parse(body).drugNames).toEqual(['ixazomib', 'ninlaro']);
});

test('knows no guideline with another id', async () => {
  const { status, problem } = await api.call('GET', '/v1/guidelines/aspirin');
  expect([status, problem.code]).toEqual([404, 'guideline-not-found']);
});

test.each([
  ['ixa', ['ixazomib']],
  ['REV', ['lenalidomide']],
  ['faspro', ['daratumumab']],
  ['melph', ['Melphalan']],
  ['velc', ['bortezomib']],
  ['none', []],
  ['xyz', []],
])('suggests agents for `%s`', async (typed, expected) => {
  expect(await names('agents', typed)).toEqual(expected);
});

test('suggests the agents of guidelines before others', async () => {
  const all = await names('agents', '');
  expect(all.at(0)).toBe('bortezomib');
  expect(all.at(-1)).toBe('Melphalan');
});

test('suggests only the agents of guidelines, and quickly, if cases name a huge number of others', async () => {
  const { id } = (await send(api, bodyOf(MET))).shown;
  const sql = await openSql(api.desk.databaseUrl);
  await sql.run(
    `INSERT INTO pa_case SELECT copied.* FROM pa_case c, generate_series(1, 1000) n,
      jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'PA-L' || n,
        'member_id', 'L' || n, 'opened_at', c.opened_at + interval '1 day', 'facts',
        (SELECT jsonb_build_object('priorTherapies', jsonb_agg(jsonb_build_object('agents',
          (SELECT jsonb_agg(left(md5(t || ' ' || a), 4)) FROM generate_series(1, 100) a))))
        FROM generate_series(1, 40) t))) copied WHERE c.id = $1::uuid`,
    [id],
  );
  const began = Date.now();
  const all = await Promise.all(Array.from({ length: 10 }, () => names('agents', 'velc')));
  expect(all).toEqual(Array(10).fill(['bortezomib']));
  expect(Date.now() - began).toBeLessThan(10_000);
  await sql.run(`DELETE FROM member WHERE member_id LIKE 'L%'`);
  await sql.run(`DELETE FROM pa_case WHERE member_id LIKE 'L%'`);
  await sql.close();
}, 120_000);

test.each([
  ['par', ['Lee Park MD', 'J.Parker']],
  ['park', ['Lee Park MD', 'J.Parker']],
  ['parker', ['J.Parker']],
  ['le pa', ['Lee Park MD']],
  ["o'n", ["Ana O'Neil"]],
  ['ÓNeil', ["Ana O'Neil"]],
  ['Léé', ['Lee Park MD']],
  ['1003', ["Ana O'Neil"]],
  ['1073516274', ['J.Parker']],
  ['arker', []],
  ["lee'); --", ['Lee Park MD']],
])('suggests prescribers for `%s`, the most recent first', async (typed, expected) => {
  expect(await names('prescribers', typed)).toEqual(expected);
});

test('suggests a prescriber as last entered', async () => {
  const prescriber = { npi: '1992999882', name: 'Mia Quist', phone: '+1 305 555 0101' };
  expect((await send(api, bodyOf(MET, { prescriber }))).status).toBe(201);
  const moved = { ...prescriber, name: 'Mia Quist-Lund', phone: '+1 305 555 0102' };
  await send(api, bodyOf(MET, { prescriber: moved, member: memberOf() }));
  const { body } = await api.call('POST', '/v1/suggestions/prescribers', { body: { q: 'quist' } });
  expect(prescriberList.parse(body).items).toEqual([{ ...moved, email: null }]);
});

function memberOf() {
  const memberId = `TM${unique()}`;
  return { memberId, givenName: 'Nadia', familyName: 'Brandt', birthDate: '1958-03-09' };
}

test('suggests people in the role they acted in last, and never the software', async () => {
  await send(api, bodyOf(MET, { member: memberOf() }));
  expect(await people('')).toEqual([{ subject: 'intake-1', role: 'intake' }]);
  expect(await people('INT')).toEqual([{ subject: 'intake-1', role: 'intake' }]);
  expect(await people('assent')).toEqual([]);
});

test('shows no prescribers to a person who only reads', async () => {
  const { status } = await api.call('POST', '/v1/suggestions/prescribers', {
    role: 'auditor',
    body: {},
  });
  expect(status).toBe(403);
});
