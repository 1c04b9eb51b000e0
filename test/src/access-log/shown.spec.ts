import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { operations, type Operation } from '@assent/contracts';
import { startApi, type ApiServer, type Call } from '../api/api-server';
import { bodyOf } from '../api/bodies';
import { caseOf, kept, PDF, upload } from '../documents/uploads';
import { deniedCase, filed } from '../support/appeals';
import { MET, ONE_MISSING } from '../support/facts';
import { deliverDue } from '../support/letters';
import { entriesOf, type StoredAccess } from './reading';

let api: ApiServer;
let there: There;

/** What there is to read, by ids. */
interface There {
  readonly approved: string;
  readonly pending: string;
  readonly denied: string;
  readonly all: readonly string[];
  readonly member: string;
  readonly document: string;
  readonly letter: string;
  readonly appeal: string;
  readonly authorization: string;
  readonly calendar: string;
}

const SEARCHED = 'Quillfeather';
const BORN = '1961-02-03';

beforeAll(async () => {
  api = await startApi();
  const { desk } = api;
  const body = bodyOf(MET, {
    member: { memberId: 'QF-77', givenName: 'Ada', familyName: SEARCHED, birthDate: BORN },
  });
  const { shown } = await api.call('POST', '/v1/cases', {
    body,
    headers: { 'idempotency-key': randomUUID() },
  });
  const pending = await caseOf(api, ONE_MISSING);
  const denied = await deniedCase(desk.ports);
  await deliverDue(desk);
  const { id: appeal } = await filed(desk.ports, denied);
  const { id: document } = kept(await upload(api, pending, PDF));
  const [letter] = await desk.ports.records.notices(pending);
  const member = await desk.records.database.member.findUniqueOrThrow({
    where: { memberId: 'QF-77' },
  });
  const { body: address } = await api.call('POST', '/v1/calendar-feed', {
    role: 'pharmacist',
    body: {},
  });
  there = {
    approved: shown.id,
    pending,
    denied,
    all: [shown.id, pending, denied],
    member: member.id,
    document,
    letter: letter?.id ?? '',
    appeal,
    authorization: shown.authorization?.number ?? '',
    calendar: z.object({ path: z.string() }).parse(address).path,
  };
});
afterAll(() => api.stop());

interface Reading {
  readonly call: (ids: There) => readonly [method: string, path: string, call?: Call];
  readonly names: (ids: There) => Partial<StoredAccess>;
}

const get =
  (path: (ids: There) => string, call: Call = {}): Reading['call'] =>
  (ids) => ['GET', path(ids), call];

/** Each call that only reads, with what its entry names. */
const READINGS = {
  listAccess: {
    call: get(() => '/v1/access'),
    names: () => ({ cases: [], listed: 0 }),
  },
  listCases: {
    call: get(() => '/v1/cases'),
    names: ({ all }) => ({ cases: all, listed: 3 }),
  },
  viewCase: {
    call: get(({ pending }) => `/v1/cases/${pending.toUpperCase()}`),
    names: ({ pending }) => ({ cases: [pending], listed: null }),
  },
  showTimeline: {
    call: get(({ pending }) => `/v1/cases/${pending}/timeline`),
    names: ({ pending }) => ({ cases: [pending] }),
  },
  showClocks: {
    call: get(({ pending }) => `/v1/cases/${pending}/clocks`),
    names: ({ pending }) => ({ cases: [pending] }),
  },
  showChangesNeeded: {
    call: get(({ pending }) => `/v1/cases/${pending}/changes-needed`),
    names: ({ pending }) => ({ cases: [pending] }),
  },
  listPeerToPeer: {
    call: get(({ denied }) => `/v1/cases/${denied}/peer-to-peer`),
    names: ({ denied }) => ({ cases: [denied], listed: 0 }),
  },
  listAppeals: {
    call: get(() => '/v1/appeals'),
    names: ({ denied }) => ({ cases: [denied], listed: 1 }),
  },
  viewAppeal: {
    call: get(({ appeal }) => `/v1/appeals/${appeal}`),
    names: ({ appeal, denied }) => ({ appeals: [appeal], cases: [denied] }),
  },
  readAppealFile: {
    call: get(({ appeal }) => `/v1/appeals/${appeal}/file`),
    names: ({ appeal }) => ({ appeals: [appeal] }),
  },
  listDocuments: {
    call: get(({ pending }) => `/v1/cases/${pending}/documents`),
    names: ({ pending }) => ({ cases: [pending], listed: 1 }),
  },
  downloadDocument: {
    call: get(({ document, pending }) => `/v1/cases/${pending}/documents/${document}`),
    names: ({ document, pending }) => ({ cases: [pending], documents: [document] }),
  },
  listNotices: {
    call: get(({ pending }) => `/v1/cases/${pending}/notices`),
    names: ({ pending }) => ({ cases: [pending] }),
  },
  listLetters: {
    call: get(({ pending }) => `/v1/cases/${pending}/letters`),
    names: ({ pending }) => ({ cases: [pending] }),
  },
  listAllLetters: {
    call: get(() => '/v1/letters?state=sent'),
    names: () => ({ listed: expect.any(Number) as number }),
  },
  readLetter: {
    call: get(({ letter }) => `/v1/letters/${letter}`, { headers: { accept: 'text/plain' } }),
    names: ({ letter }) => ({ letters: [letter] }),
  },
  readLetters: {
    call: get(({ letter }) => `/v1/letters/pdf?ids=${letter}`),
    names: ({ letter }) => ({ letters: [letter] }),
  },
  searchCases: {
    call: () => ['POST', '/v1/cases/search', { body: { q: SEARCHED } }],
    names: ({ approved }) => ({ cases: [approved], listed: 1 }),
  },
  findDuplicates: {
    call: () => ['POST', '/v1/cases/duplicates', { body: { memberId: 'QF-77', drug: 'ixazomib' } }],
    names: ({ approved }) => ({ cases: [approved] }),
  },
  listDrafts: {
    call: get(() => '/v1/drafts'),
    names: () => ({ cases: [], listed: 0 }),
  },
  showStuck: {
    call: get(() => '/v1/stuck'),
    names: () => ({ purpose: 'operations' }),
  },
  viewAuthorization: {
    call: get(({ authorization }) => `/v1/authorizations/${authorization}`),
    names: ({ approved }) => ({ cases: [approved] }),
  },
  listAuthorizations: {
    call: get(() => '/v1/authorizations?memberId=QF-77'),
    names: ({ approved }) => ({ cases: [approved], listed: 1 }),
  },
  listReminders: {
    call: get(() => '/v1/reminders'),
    names: () => ({ listed: expect.any(Number) as number }),
  },
  searchMembers: {
    call: () => ['POST', '/v1/members/search', { body: { text: SEARCHED } }],
    names: ({ member }) => ({ members: [member], listed: 1 }),
  },
  viewMember: {
    call: get(({ member }) => `/v1/members/${member}`),
    names: ({ approved, member }) => ({ members: [member], cases: [approved] }),
  },
  listRenewals: {
    call: get(() => '/v1/renewals'),
    names: ({ approved }) => ({ cases: [approved], listed: 1 }),
  },
  listActivity: {
    call: get(() => '/v1/activity?from=2026-11-01T00:00:00Z'),
    names: () => ({ purpose: 'operations' }),
  },
  reportDeterminations: {
    call: get(() => '/v1/reports/determinations?from=2026-11-01&to=2026-11-30', {
      headers: { accept: 'text/csv' },
    }),
    names: () => ({ purpose: 'operations', cases: [] }),
  },
  streamEvents: {
    call: get(() => '/v1/events'),
    names: () => ({ cases: [] }),
  },
  readCalendar: {
    call: get(({ calendar }) => calendar, { role: 'intake' }),
    names: () => ({ actor: 'pharmacist-1', role: null }),
  },
  listAccesses: {
    call: get(({ member }) => `/v1/access-log?member=${member}`),
    names: ({ member }) => ({ members: [member], purpose: 'operations' }),
  },
} as const satisfies Record<string, Reading>;

const ALL = Object.entries<Reading>(READINGS);

test.each(ALL)('%s leaves one entry with what it showed', async (id, { call, names }) => {
  const [method, path, given] = call(there);
  const role = id === 'listDrafts' || id === 'findDuplicates' ? 'intake' : 'auditor';
  const answer = await api.fetch(method, path, { role, ...given });
  expect(answer.status).toBe(200);
  const { actor = `${role}-1`, cases, ...others } = names(there);
  // Streams do not end by themselves.
  if (id === 'streamEvents') await answer.body?.cancel();
  else await answer.arrayBuffer();
  const entries = await entriesOf(api.desk, [answer.headers.get('x-request-id') ?? '']);
  expect(entries).toMatchObject([{ operation: id, outcome: 'shown', actor, ...others }]);
  if (cases) expect([...(entries[0]?.cases ?? [])].sort()).toEqual([...cases].sort());
});

test('every call that only reads is tried', () => {
  const asking = ['searchCases', 'findDuplicates', 'searchMembers'];
  const reading = Object.values<Operation>(operations)
    .filter(({ id, method, reads }) => reads && (method === 'GET' || asking.includes(id)))
    .map(({ id }) => id);
  // A draft is read by its author alone, and has no id of a case.
  expect([...Object.keys(READINGS), 'viewDraft'].sort()).toEqual(reading.sort());
});

test('the table holds no member’s data, whatever was searched or typed', async () => {
  const { database } = api.desk.records;
  const typed = encodeURIComponent(`Ada ${SEARCHED}`);
  const last = await api.call('GET', `/v1/cases/${typed}`, {
    headers: { 'user-agent': `Ada ${SEARCHED}/${BORN}` },
  });
  await entriesOf(api.desk, [last.headers.get('x-request-id') ?? '']);
  const rows = await database.$queryRaw<
    { text: string }[]
  >`SELECT to_jsonb(e)::text AS text FROM access_entry e`;
  expect(rows.length).toBeGreaterThan(ALL.length);
  const all = rows.map(({ text }) => text).join('\n');
  for (const word of [SEARCHED, 'Ada', BORN, 'QF-77', 'Brandt']) expect(all).not.toContain(word);
});

test('an answer to HEAD leaves an entry, too', async () => {
  const answer = await api.fetch('HEAD', `/v1/cases/${there.pending}`, { role: 'auditor' });
  expect(await entriesOf(api.desk, [answer.headers.get('x-request-id') ?? ''])).toMatchObject([
    { operation: 'viewCase', cases: [there.pending] },
  ]);
});
