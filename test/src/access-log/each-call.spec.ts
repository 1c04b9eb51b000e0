import { accessTo, operations, rolesFor, type Operation } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { entriesOf, type StoredAccess } from './reading';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const ID = '01a205be-2122-7257-a0f1-a80b45bcc7a4';
const OTHER = '0198c0de-0000-7000-8000-00000000abcd';

const reading = Object.values<Operation>(operations).flatMap((operation) =>
  operation.reads && accessTo(operation).may !== 'public'
    ? [{ operation, reads: operation.reads }]
    : [],
);

/** The parts of an address that are ids, each with one that nothing has. */
const PARTS: Readonly<Record<string, string>> = {
  id: ID,
  documentId: OTHER,
  opinionId: OTHER,
  letterId: ID,
  draftId: OTHER,
  member: ID,
  number: 'AU-2',
};

const addressOf = ({ path }: Operation) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => PARTS[name] ?? 'nothing');

/** The ids in the address of a call, as its row says. */
function named(places: string | readonly string[] | undefined): readonly string[] {
  return [places ?? []].flat().flatMap((place) => {
    const id = place.startsWith('{') ? PARTS[place.slice(1, -1)] : undefined;
    return id === undefined ? [] : [id];
  });
}

const CALLS = reading.map(({ operation, reads }) => [operation.id, operation, reads] as const);

const allowedFor = (operation: Operation): readonly string[] => rolesFor(accessTo(operation));
/** A role that may not make the call; undefined if all may. */
const forbiddenFor = (operation: Operation) =>
  ['intake', 'auditor'].find((role) => !allowedFor(operation).includes(role));

/** A call that finds nothing, or is refused for what it sends. @returns its id and its status */
async function call(operation: Operation, role: string) {
  const { status, body, headers } = await api.fetch(operation.method, addressOf(operation), {
    role,
    headers: { 'user-agent': 'curl/8.5.0' },
    ...(operation.method === 'GET' ? {} : { body: {} }),
  });
  await body?.cancel();
  return { status, id: headers.get('x-request-id') ?? '' };
}

describe('each call leaves one entry', () => {
  type Called = Awaited<ReturnType<typeof call>>;
  const called = new Map<string, Called>();
  const forbidden = new Map<string, Called>();
  const entries = new Map<string, StoredAccess>();

  beforeAll(async () => {
    for (const { operation } of reading) {
      called.set(operation.id, await call(operation, allowedFor(operation)[0] ?? ''));
      const role = forbiddenFor(operation);
      if (role !== undefined) forbidden.set(operation.id, await call(operation, role));
    }
    const ids = [...called.values(), ...forbidden.values()].map(({ id }) => id);
    for (const entry of await entriesOf(api.desk, ids)) entries.set(entry.id, entry);
  }, 120_000);

  test.each(CALLS)('%s, when it finds nothing or is refused', (name, operation, reads) => {
    const { id, status } = called.get(name) ?? { id: '', status: 0 };
    const [role = ''] = allowedFor(operation);
    expect(entries.get(id)).toMatchObject({
      actor: `${role}-1`,
      role,
      operation: name,
      outcome: status < 400 ? 'shown' : 'refused',
      purpose: reads.purpose,
      cases: named(reads.cases),
      members: named(reads.members),
      documents: named(reads.documents),
      letters: named(reads.letters),
      appeals: named(reads.appeals),
      address: '127.0.0.1',
      agent: 'curl 8',
    });
  });

  const FORBIDDEN = CALLS.filter(([, operation]) => forbiddenFor(operation) !== undefined);

  test.each(FORBIDDEN)('%s, when the role may not make it', (name, operation) => {
    const { id, status } = forbidden.get(name) ?? { id: '', status: 0 };
    const role = forbiddenFor(operation);
    expect(status).toBe(403);
    expect(entries.get(id)).toMatchObject({
      actor: `${role}-1`,
      role,
      operation: name,
      outcome: 'refused',
    });
  });
});

test('a call that reads nothing of a member leaves none, and neither does one without a person', async () => {
  const { headers: session } = await api.call('GET', '/v1/session');
  const stranger = await fetch(`${api.url}/v1/cases/${ID}`);
  // What comes later is stored later.
  const { headers: last } = await api.call('GET', `/v1/cases/${ID}`);
  await entriesOf(api.desk, [last.get('x-request-id') ?? '']);
  const ids = [session, stranger.headers].map((each) => each.get('x-request-id') ?? '');
  expect([stranger.status, ids.every((id) => id !== '')]).toEqual([401, true]);
  expect(await api.desk.records.database.accessEntry.count({ where: { id: { in: ids } } })).toBe(0);
});

test('names the caller behind a proxy that is trusted, and else the proxy', async () => {
  const behind = { headers: { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' } };
  const trusting = await startApi({ trustedProxies: ['127.0.0.0/8', '::1'] }, api.desk);
  const answers = [
    await api.call('GET', '/v1/cases', behind),
    await trusting.call('GET', '/v1/cases', behind),
  ];
  const ids = answers.map(({ headers }) => headers.get('x-request-id') ?? '');
  const addresses = (await entriesOf(api.desk, ids)).map(({ address }) => address);
  expect(addresses).toEqual(['127.0.0.1', '203.0.113.9']);
  await trusting.close();
});

test('a stated purpose is kept, and one that is none is refused and recorded', async () => {
  const view = (purpose: string) =>
    api.call('GET', '/v1/cases', { headers: { 'purpose-of-use': purpose } });
  const [stated, unknown] = [await view('member-request'), await view('curiosity')];
  expect([stated.status, unknown.status, unknown.problem.code]).toEqual([
    200,
    400,
    'invalid-header',
  ]);
  const ids = [stated, unknown].map(({ headers }) => headers.get('x-request-id') ?? '');
  expect(await entriesOf(api.desk, ids)).toMatchObject([
    { purpose: 'member-request', outcome: 'shown' },
    { purpose: 'payment', outcome: 'refused' },
  ]);
});
