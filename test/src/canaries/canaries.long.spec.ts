import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { tokenAnswer } from '@assent/contracts';
import { until } from '@assent/local';
import { openSql } from '../record/sql';
import { canaries } from './canaries';
import { everyInput } from './every-input';
import { FACTS, peopleAtWork, type Call, type HeardAnswer } from './people-at-work';
import { startWholeSystem, type WholeSystem } from './whole-system';

const words = canaries();
const CRASH_WORDS = `cannot read ${words.plant('the words of an error that ends the API')}`;

interface Heard extends HeardAnswer {
  readonly call: string;
  readonly hasOwnName: boolean;
}

let system: WholeSystem;
let metrics: string;
let caseId: string;
const heard: Heard[] = [];
const tokens = new Map<string, string>();

async function tokenOf(role: string, subject: string): Promise<string> {
  const known = tokens.get(`${role} ${subject}`);
  if (known !== undefined) return known;
  const answer = await fetch(`${system.url}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, subject }),
  });
  const { token } = tokenAnswer.parse(await answer.json());
  tokens.set(`${role} ${subject}`, token);
  return token;
}

const call: Call = async (method, path, sending = {}) => {
  const { role = 'intake', subject = `${role}-1`, headers = {}, body } = sending;
  return listen(`${method} ${path}`, false, `${system.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await tokenOf(role, subject)}`,
      'idempotency-key': randomUUID(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
};

async function listen(
  what: string,
  hasOwnName: boolean,
  url: string,
  init: RequestInit,
): Promise<Heard> {
  const answer = await fetch(url, init);
  const isStream = answer.headers.get('content-type')?.includes('event-stream') === true;
  if (isStream) await answer.body?.cancel();
  const one: Heard = {
    call: what,
    hasOwnName,
    status: answer.status,
    headers: [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n'),
    text: isStream ? '' : Buffer.from(await answer.arrayBuffer()).toString('latin1'),
  };
  heard.push(one);
  return one;
}

/** Everything that a caller can make up, in every call of the contract. */
async function sendEveryInput(): Promise<void> {
  const idOf = (part: string) => (part === 'id' ? caseId : randomUUID());
  for (const planted of everyInput(words, idOf)) {
    const { method, path, role, body, headers = {}, hasOwnName = false } = planted;
    await listen(`${method} ${path}`, hasOwnName, `${system.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenOf(role, `${role}-1`)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
  }
  const strange = {
    authorization: `Bearer ${words.plant('a token')}`,
    'content-type': `application/json; charset=${words.plant('a charset')}`,
  };
  await listen('POST /v1/cases', false, `${system.url}/v1/cases`, {
    method: 'POST',
    headers: strange,
    body: '{}',
  });
  const nowhere = `/v1/${words.plant('an address')}/${words.plant('an address within')}`;
  await listen(`GET ${nowhere}`, false, `${system.url}${nowhere}`, {});
  await listen('POST /decode', false, `${system.codecUrl}/decode`, {
    method: 'POST',
    headers: { origin: 'http://127.0.0.1:8233' },
    body: JSON.stringify({ payloads: [{ data: `${words.plant('a payload')}!` }] }),
  });
}

async function isAtRest(): Promise<boolean> {
  const sql = await openSql(system.databaseUrl);
  const [row] = await sql.run(
    `SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM notice
       WHERE due_at < now() AND sent_at IS NULL AND undeliverable_at IS NULL AND attempts = 0) AS waiting`,
  );
  await sql.close();
  return Number(row?.['waiting']) === 0;
}

beforeAll(async () => {
  system = await startWholeSystem(CRASH_WORDS);
  const people = peopleAtWork(call, words);
  await people.changeLetters();
  const approved = await people.open(FACTS.met, 'refused');
  const pending = await people.open(FACTS.oneMissing, 'later');
  const reviewed = await people.open(FACTS.notMet, 'mail');
  caseId = reviewed.id;
  await people.inform(pending);
  await system.restartTemporal();
  const another = await people.open(FACTS.oneMissing, 'mail');
  await people.withdraw(another);
  await people.denyAndHearAppeal(reviewed);
  await people.search();
  await sendEveryInput();
  await system.crashApi();
  for (const one of [approved, pending, reviewed, another]) await people.read(one);
  expect(await until(isAtRest, { timeoutMs: 120_000, everyMs: 500 })).toBe(true);
  metrics = await system.metrics();
  await system.collector.span('step evaluateCase');
  await system.stopWork();
}, 600_000);
afterAll(() => system.stop());

/** What is there to keep the record and its documents begins like this. */
const OF_THE_RECORD = ['postgres/', 'postgres.', 'documents/'];

function filesBeside(): readonly string[] {
  return filesIn('.')
    .map((path) => relative(system.folder, path))
    .filter((path) => !OF_THE_RECORD.some((own) => path.startsWith(own)));
}

function filesIn(part: string): readonly string[] {
  return readdirSync(join(system.folder, part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('at least five hundred words were planted, and are found where they belong', async () => {
  expect(words.count).toBeGreaterThanOrEqual(500);
  const sql = await openSql(system.databaseUrl);
  const rows = await sql.run(
    `SELECT row_to_json(c)::text AS text FROM pa_case c UNION ALL
     SELECT row_to_json(e)::text FROM case_event e UNION ALL
     SELECT row_to_json(n)::text FROM notice n`,
  );
  await sql.close();
  const kept = words.foundIn(rows.map((row) => String(row['text'])).join('\n'));
  expect(kept.length).toBeGreaterThan(30);
});

test.each(['api', 'worker', 'postgres', 'temporal'] as const)(
  'the log of %s contains none',
  (part) => {
    expect(words.foundIn(system.printed[part].join('\n'))).toEqual([]);
  },
);

test('logs tell of each failure that was caused', () => {
  const { api, worker, postgres } = system.printed;
  expect(api.join('\n')).toMatch(/"msg":"the process crashed"/);
  expect(api.join('\n')).toMatch(/"msg":"answered"/);
  expect(worker.join('\n')).toMatch(/a letter was not delivered/);
  expect(postgres.length).toBeGreaterThan(0);
});

test('traces contain none', () => {
  const text = system.collector.text();
  expect(text).toContain(caseId);
  expect(words.foundIn(text)).toEqual([]);
});

test('metrics contain none', () => {
  expect(metrics).toMatch(/assent_letters_total\{outcome="failed"\} [1-9]/);
  expect(words.foundIn(metrics)).toEqual([]);
});

test('headers of answers contain none, and so do the names of files in them', () => {
  const found = heard.flatMap((one) =>
    words.foundIn(one.headers).map((where) => `${one.call}: ${where}`),
  );
  expect(heard.filter(({ headers }) => headers.includes('filename=')).length).toBeGreaterThan(0);
  expect(found).toEqual([]);
});

test('problem details contain none, except a name that the caller made up', () => {
  const problems = heard.filter(({ status }) => status >= 400);
  const found = problems
    .filter(({ hasOwnName }) => !hasOwnName)
    .flatMap((one) => words.foundIn(one.text).map((where) => `${one.call}: ${where}`));
  const named = problems
    .filter(({ hasOwnName }) => hasOwnName)
    .flatMap((one) => words.foundIn(one.text));
  expect(found).toEqual([]);
  expect(named.filter((where) => !where.includes(': a name'))).toEqual([]);
  expect(heard.filter(({ status }) => status >= 500).map((one) => one.call)).toEqual([]);
});

test("Temporal's database contains none, and none of what it keeps can be read", () => {
  const files = ['', '-wal'].map((suffix) => `${system.temporalFile}${suffix}`).filter(existsSync);
  const text = files.map((file) => readFileSync(file).toString('latin1')).join('\n');
  expect(text).toContain(`case/${caseId}`);
  expect(text).toContain('binary/encrypted');
  expect(text).not.toContain('"caseId"');
  expect(words.foundIn(text)).toEqual([]);
});

test('what the store has of documents contains none', () => {
  const contents = filesIn('documents');
  expect(contents.length).toBeGreaterThan(0);
  const text = contents.map((path) => readFileSync(path).toString('latin1')).join('\n');
  expect(words.foundIn(text)).toEqual([]);
});

test('no other file contains one, or has one in its name: no crash dump, no report', () => {
  const names = readdirSync(system.folder, { recursive: true, encoding: 'utf8' });
  expect(words.foundIn(names.join('\n'))).toEqual([]);
  const beside = filesBeside();
  const found = beside.filter(
    (path) => words.foundIn(readFileSync(join(system.folder, path)).toString('latin1')).length > 0,
  );
  expect(found).toEqual([]);
  expect(beside.filter((path) => !path.startsWith('temporal.db'))).toEqual([]);
});
