import { accessPage, type AccessJson } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { deniedCase, filed } from '../support/appeals';
import { MET, ONE_MISSING } from '../support/facts';
import { deliverDue } from '../support/letters';
import { opened, requestOf, unique } from '../support/requests';
import { entriesOf } from './reading';

let api: ApiServer;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.stop());

/** Makes a call a minute later, and waits until it is recorded. */
async function make(path: string, role: string): Promise<string> {
  const { clock } = api.desk;
  clock.set(new Date((await clock.now()).getTime() + 60_000));
  const answer = await api.fetch('GET', path, { role });
  await answer.arrayBuffer();
  const id = answer.headers.get('x-request-id') ?? '';
  await entriesOf(api.desk, [id]);
  return id;
}

async function log(query: string, role = 'auditor'): Promise<readonly AccessJson[]> {
  const { body } = await api.call('GET', `/v1/access-log?${query}`, { role });
  return accessPage.parse(body).items;
}

const operationsOf = (items: readonly AccessJson[]) => items.map(({ operation }) => operation);

async function memberOf(caseId: string): Promise<string> {
  const { database } = api.desk.records;
  const { memberId } = await database.case.findUniqueOrThrow({ where: { id: caseId } });
  return (await database.member.findUniqueOrThrow({ where: { memberId } })).id;
}

test('says who looked at a member: the member, their cases, letters and appeals, in lists too', async () => {
  const { ports } = api.desk;
  const denied = await deniedCase(ports);
  await deliverDue(api.desk);
  const { id: appeal } = await filed(ports, denied);
  const letter = (await ports.records.notices(denied)).find(({ sentAt }) => sentAt !== null)?.id;
  const other = (await opened(ports, { facts: ONE_MISSING })).record.id;
  const member = await memberOf(denied);

  await make(`/v1/cases/${other}`, 'intake');
  await make(`/v1/members/${member}`, 'admin');
  await make(`/v1/cases/${denied}/timeline`, 'pharmacist');
  await make(`/v1/letters/${letter}`, 'pharmacist');
  await make(`/v1/appeals/${appeal}/file`, 'medical-director');
  await make('/v1/cases', 'intake');

  const items = await log(`member=${member}`);
  expect(items.map(({ operation, person }) => [operation, person])).toEqual([
    ['listCases', 'intake-1'],
    ['readAppealFile', 'medical-director-1'],
    ['readLetter', 'pharmacist-1'],
    ['showTimeline', 'pharmacist-1'],
    ['viewMember', 'admin-1'],
  ]);
  // Of a list with others, only what is this member's.
  expect(items[0]).toMatchObject({
    cases: [{ id: denied, number: expect.stringMatching(/^PA-/) as string }],
    caseCount: 2,
    listed: 2,
    summary: 'Lists cases, soonest deadline first',
  });
  expect(operationsOf(await log(`caseId=${other}`))).toEqual(['listCases', 'viewCase']);
});

test('says what a person read, in a range of time, page by page', async () => {
  const { clock, ports } = api.desk;
  const { id } = (await opened(ports, { facts: MET })).record;
  clock.set('2026-11-23T15:00:00Z');
  await make(`/v1/cases/${id}`, 'pharmacist');
  clock.set('2026-11-24T15:00:00Z');
  await make(`/v1/cases/${id}/clocks`, 'pharmacist');
  await make(`/v1/cases/${id}`, 'intake');
  clock.set('2026-11-25T15:00:00Z');
  await make(`/v1/cases/${id}/timeline`, 'pharmacist');

  const all = await log('person=pharmacist-1');
  expect(operationsOf(all)).toEqual(['showTimeline', 'showClocks', 'viewCase']);
  const days = 'from=2026-11-24&to=2026-11-24';
  expect(operationsOf(await log(`person=pharmacist-1&${days}`))).toEqual(['showClocks']);

  const paged: AccessJson[] = [];
  for (let cursor = ''; ;) {
    const { body } = await api.call('GET', `/v1/access-log?person=pharmacist-1&limit=1${cursor}`, {
      role: 'auditor',
    });
    const page = accessPage.parse(body);
    paged.push(...page.items);
    if (page.nextCursor === null) break;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  expect(paged).toEqual(all);
});

test('answers with everything as CSV, more than a page', async () => {
  const { record } = await opened(api.desk.ports, { facts: MET });
  for (let count = 0; count < 3; count += 1) await make(`/v1/cases/${record.id}`, 'pharmacist');
  const answer = await api.fetch('GET', `/v1/access-log?caseId=${record.id}&limit=2`, {
    role: 'auditor',
    headers: { accept: 'text/csv' },
  });
  expect(answer.headers.get('content-disposition')).toContain('access-log.csv');
  const [head, ...rows] = (await answer.text()).trimEnd().split('\r\n');
  expect(head).toMatch(/^at,person,role,operation,summary,outcome,purpose,cases,/);
  expect(rows.map((row) => row.split(',').slice(1, 8))).toEqual(
    rows.map(() => [
      'pharmacist-1',
      'pharmacist',
      'viewCase',
      'Shows a case',
      'shown',
      'payment',
      record.number,
    ]),
  );
  expect(rows).toHaveLength(3);
});

test('looking at the log is recorded, with whom it was about', async () => {
  const { record } = await opened(api.desk.ports, { facts: MET });
  const member = await memberOf(record.id);
  await make(`/v1/access-log?member=${member}`, 'auditor');
  expect(await log(`member=${member}`)).toMatchObject([
    { operation: 'listAccesses', person: 'auditor-1', purpose: 'operations', members: [member] },
  ]);
});

test.each(['intake', 'pharmacist', 'medical-director', 'admin'])('is not for %s', async (role) => {
  const { status } = await api.call('GET', '/v1/access-log?person=ivy', { role });
  expect(status).toBe(403);
});

test('asks for a member, a case or a person, and for a member that exists', async () => {
  const nothing = await api.call('GET', '/v1/access-log', { role: 'auditor' });
  expect([nothing.status, nothing.faulty]).toEqual([422, ['member']]);
  const nobody = await api.call(
    'GET',
    '/v1/access-log?member=01a205be-2122-7257-a0f1-a80b45bcc7a4',
    { role: 'auditor' },
  );
  expect(nobody.problem.code).toBe('member-not-found');
});

test('the end of the API stores what still waited', async () => {
  const own = await startApi({}, api.desk);
  const { record } = await opened(api.desk.ports, { facts: MET });
  const { headers } = await own.call('GET', `/v1/cases/${record.id}`);
  await own.close();
  const id = headers.get('x-request-id') ?? '';
  expect(await api.desk.records.database.accessEntry.count({ where: { id } })).toBe(1);
});

test('shows nothing while no more can be recorded, and shows it again afterwards', async () => {
  let isFull = false;
  const recorded: string[] = [];
  const own = await startApi(
    {
      accessRecorder: {
        isFull: () => isFull,
        record: ({ id }) => void recorded.push(id),
        stop: () => Promise.resolve(),
      },
    },
    api.desk,
  );
  const request = await requestOf(api.desk.ports);
  isFull = true;
  const refused = [
    await own.call('GET', '/v1/cases'),
    await own.call('POST', '/v1/cases', {
      body: { ...request, receivedAt: undefined },
      headers: { 'idempotency-key': `key-${unique()}` },
    }),
  ];
  expect(refused.map(({ status, problem }) => [status, problem.code])).toEqual([
    [503, 'unavailable'],
    [503, 'unavailable'],
  ]);
  expect(refused[0]?.headers.get('retry-after')).toBe('2');
  expect([(await own.call('GET', '/v1/session')).status, recorded]).toEqual([200, []]);
  isFull = false;
  const { status, headers } = await own.call('GET', '/v1/cases');
  expect([status, recorded]).toEqual([200, [headers.get('x-request-id')]]);
  await own.close();
});
