import { calendarAddress, calendarFeed } from '@assent/contracts';
import { until } from '@assent/local';
import { startApi, type ApiServer } from '../api/api-server';
import { bodyOf, send } from '../api/bodies';
import { MET } from '../support/facts';

let api: ApiServer;

beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.stop());

async function made(role = 'intake'): Promise<string> {
  const { status, body } = await api.call('POST', '/v1/calendar-feed', { role });
  expect(status).toBe(201);
  return calendarAddress.parse(body).path;
}

const taken = (path: string) => fetch(`${api.url}${path}`);

async function authorized() {
  const { authorization, request } = (await send(api, bodyOf(MET))).shown;
  if (!authorization) throw new Error('nothing was authorized');
  return { number: authorization.number, member: request.member, drug: request.drug };
}

test('shows renewal windows and the end of coverage to anyone who has the address', async () => {
  const { number } = await authorized();
  const answer = await taken(await made());
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const lines = (await answer.text()).split('\r\n');
  expect(lines.filter((line) => /^(?:DTSTART|DTEND|SUMMARY)/.test(line))).toEqual([
    'DTSTART;VALUE=DATE:20270322',
    'DTEND;VALUE=DATE:20270507',
    `SUMMARY:Renew ${number}: submit by May 6\\, 2027`,
    'DTSTART;VALUE=DATE:20270521',
    'DTEND;VALUE=DATE:20270522',
    `SUMMARY:Coverage under ${number} ends`,
  ]);
});

test('reveals nothing about members', async () => {
  const { member, drug } = await authorized();
  const text = await (await taken(await made())).text();
  for (const said of [...Object.values(member), drug]) expect(text).not.toContain(said);
});

test('shows no coverage that has ended', async () => {
  const { number } = await authorized();
  const path = await made();
  api.desk.clock.set('2027-05-22T04:00:00Z');
  expect(await (await taken(path)).text()).not.toContain(number);
});

test('disables its old address when a new one is created, and the last one when it is removed', async () => {
  const feed = async () => calendarFeed.parse((await api.call('GET', '/v1/calendar-feed')).body);
  expect(await feed()).toEqual({ madeAt: null });
  const [first, second] = [await made(), await made()];
  expect([(await taken(first)).status, (await taken(second)).status]).toEqual([404, 200]);
  expect((await feed()).madeAt).not.toBeNull();
  const { body } = await api.call('DELETE', '/v1/calendar-feed');
  expect(body).toEqual({ removed: true });
  expect((await taken(second)).status).toBe(404);
});

test('belongs to one person each', async () => {
  const mine = await made('intake');
  await made('auditor');
  await api.call('DELETE', '/v1/calendar-feed', { role: 'auditor' });
  expect((await taken(mine)).status).toBe(200);
});

test.each(['x', '%00', 'A'.repeat(43)])('is not found at %j', async (secret) => {
  const answer = await taken(`/v1/calendars/${secret}`);
  expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'calendar-not-found' }]);
});

test('stores only a digest of the secret, not the secret', async () => {
  const path = await made();
  const secret = path.replace('/v1/calendars/', '');
  const rows = await api.desk.records.database.calendarFeed.findMany();
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test('shows more renewals than fit in one read, in one calendar', async () => {
  const numbers: string[] = [];
  for (let count = 0; count < 60; count += 1) numbers.push((await authorized()).number);
  const text = await (await taken(await made())).text();
  expect(text.match(/BEGIN:VCALENDAR|END:VCALENDAR/g)).toHaveLength(2);
  for (const number of numbers) expect(text).toContain(`SUMMARY:Coverage under ${number} ends`);
});

test('is built a few times, not forty, for forty readers at the same moment', async () => {
  await authorized();
  const path = await made();
  const { reading, calendarFeeds } = api.desk.records;
  const asked = jest.spyOn(calendarFeeds, 'with');
  const renewals = reading.renewals.bind(reading);
  const read = jest.spyOn(reading, 'renewals').mockImplementation(async (filter) => {
    await until(() => asked.mock.calls.length >= 40, { timeoutMs: 20_000 });
    return renewals(filter);
  });
  const answers = await Promise.all(Array.from({ length: 40 }, () => taken(path)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(read.mock.calls.length).toBeLessThan(10);
});
