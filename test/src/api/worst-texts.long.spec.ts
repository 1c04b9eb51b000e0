import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { accessTo, rolesFor, tokenAnswer } from '@assent/contracts';
import { databaseUrlOf, freePort, startChild, untilServing, type Child } from '@assent/local';
import { z } from 'zod';
import { openSql } from '../record/sql';
import { PROJECT } from '../stack/running-stack';
import { LETTERHEAD } from '../support/desk';
import { ONE_MISSING } from '../support/facts';
import { temporalAddress, testDatabase, type TestDatabase } from '../support/services';
import { ENCRYPTION_KEYS } from '../support/temporal';
import { signingKey } from './api-server';
import { bodyOf } from './bodies';
import { bodyWith, taking } from './text-inputs';

/** In bytes; a body takes three times as much. What takes the square of it takes minutes. */
const LONG = 300_000;

/** What patterns go back over; the letters stay when the zero-width signs are taken away. */
const WORST = {
  blanks: ' ',
  dots: '.',
  backslashes: '\\',
  addresses: 'a@a.',
  marks: '\u0301',
  'zero-width signs': 'a\u200b',
};

/** What the API of a local stack is given. */
const HEAP = ['--max-old-space-size=320', '--max-semi-space-size=8'];

/** Whatever takes time in proportion to a text is done long before. */
const DEADLINE_MS = 10_000;

/** It starts and ends with a character that few patterns match and that is never trimmed. */
function textOf(sign: string): string {
  const size = Buffer.byteLength(JSON.stringify(sign)) - 2;
  return `!${sign.repeat(Math.floor(LONG / size))}!`;
}

let database: TestDatabase;
let api: Child;
let url: string;
let headers: Readonly<Record<string, string>>;
let caseId: string;

/** The API is a process of its own: one that hangs must not hang the test. */
beforeAll(async () => {
  database = await testDatabase();
  const { port } = await freePort();
  url = `http://127.0.0.1:${port}`;
  api = await startChild({
    name: 'the API',
    command: process.execPath,
    args: [...HEAP, join(PROJECT, 'apps/api/dist/main.js')],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      PORT: String(port),
      DATABASE_URL: databaseUrlOf('assent_api', database.url),
      TEMPORAL_ADDRESS: temporalAddress(),
      PAYER_ADDRESS: LETTERHEAD.address,
      PAYER_PHONE: LETTERHEAD.phone,
      ENCRYPTION_KEYS,
      AUTH_ISSUER: 'urn:test:issuer',
      DEV_ISSUER_KEY: JSON.stringify(signingKey()),
      DOCUMENTS_FOLDER: join(tmpdir(), 'assent-test-worst-texts'),
    },
    stopSignal: 'SIGTERM',
  });
  const isUp = await untilServing(api.exited, () => isAlive().catch(() => false), {
    timeoutMs: 30_000,
  });
  if (!isUp) throw new Error(`the API did not start: ${api.lastOutput()}`);
  await signIn('medical-director');
  const opening = await send('POST', '/v1/cases', bodyOf(ONE_MISSING));
  caseId = z.looseObject({ id: z.uuid() }).parse(await opening.json()).id;
});
afterAll(async () => {
  await api.stop(20_000);
  await database.drop();
});

/** From now on, calls are of a person in this role, who reads these lines of business; all if none is given. */
async function signIn(role: string, lines?: readonly string[]): Promise<void> {
  headers = { 'content-type': 'application/json' };
  const identity = { role, subject: 'maya', ...(lines && { lines }) };
  const { token } = tokenAnswer.parse(await (await send('POST', '/dev/token', identity)).json());
  headers = { ...headers, authorization: `Bearer ${token}`, 'if-match': '"1"' };
}

function send(method: string, path: string, body: unknown): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
}

async function isAlive(): Promise<boolean> {
  const alive = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(DEADLINE_MS) });
  await alive.body?.cancel();
  return alive.ok;
}

/** Asks again and again whether the API is alive, while something else is done. */
async function aliveDuring(act: () => Promise<void>): Promise<readonly boolean[]> {
  const answers: boolean[] = [];
  let isOver = false as boolean;
  const acting = act().finally(() => (isOver = true));
  while (!isOver) {
    answers.push(await isAlive());
    await setTimeout(20);
  }
  await acting;
  return answers;
}

test('the calls that accept texts', () => {
  expect(taking.length).toBeGreaterThan(10);
  expect(taking.flatMap(({ paths }) => paths).length).toBeGreaterThan(50);
});

test.each(taking)(
  '$id refuses the worst texts in every field, while everything else is answered',
  async ({ operation: { id, method, path }, paths }) => {
    const roles = rolesFor(accessTo({ id }));
    const role = roles.find((each) => each === 'medical-director') ?? roles[0] ?? '';
    // A case of one's own line needs no reason.
    await signIn(role, id === 'openWithReason' ? ['medicare-part-d'] : undefined);
    const address = path
      .replace('{id}', caseId)
      .replace('{number}', 'AU-2')
      .replace(/\{\w+\}/, crypto.randomUUID());
    const others: string[] = [];
    const alive = await aliveDuring(async () => {
      for (const field of paths) {
        for (const [name, sign] of Object.entries(WORST)) {
          const answer = await send(method, address, bodyWith(field, textOf(sign)));
          await answer.body?.cancel();
          if (answer.status !== 422) others.push(`${field.join('.')}, ${name}: ${answer.status}`);
        }
      }
    });
    expect(others).toEqual([]);
    expect(alive.every(Boolean)).toBe(true);
    expect(alive.length).toBeGreaterThan(0);
  },
);

describe('what was stored before facts had a limit', () => {
  const CASES = 200;
  const GIVEN = 60;

  /** Facts of some 860 kB, in as many cases as one page holds, and as often in one timeline. */
  beforeAll(async () => {
    const sql = await openSql(database.url);
    await sql.run(
      `WITH large AS (SELECT jsonb_build_object('priorTherapies', jsonb_agg(jsonb_build_object(
          'agents', (SELECT jsonb_agg(rpad(n::text || ' ' || m, 84, 'x')) FROM generate_series(1, 100) m)
        ))) AS facts FROM generate_series(1, 100) n),
      cases AS (INSERT INTO pa_case SELECT copied.* FROM pa_case c, large, generate_series(1, $2::int) n,
        jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'PA-L' || n,
          'member_id', 'L' || n, 'facts', large.facts)) copied WHERE c.id = $1::uuid)
      INSERT INTO case_event (case_id, at, type, actor, role, details)
        SELECT $1::uuid, now(), 'information-given', 'ivy', 'intake',
          jsonb_build_object('channel', 'portal', 'given', large.facts, 'replaced', large.facts)
        FROM large, generate_series(1, $3::int)`,
      [caseId, CASES, GIVEN],
    );
    await sql.close();
  }, 120_000);

  const read = async (path: string) => {
    const answer = await fetch(`${url}${path}`, { headers });
    expect(answer.status).toBe(200);
    return answer;
  };

  test('is listed on pages with fewer cases', async () => {
    const page = async (after = '') =>
      listedIds.parse(await (await read(`/v1/cases?limit=200${after}`)).json());
    const first = await page();
    const second = await page(`&cursor=${encodeURIComponent(String(first.nextCursor))}`);
    const ids = [first, second].map(({ items }) => items.map(({ id }) => id));
    expect(Math.max(...ids.map(({ length }) => length))).toBeLessThan(10);
    expect(new Set(ids.flat()).size).toBe(ids.flat().length);
    expect(ids.flat().length).toBeGreaterThan(2);
  }, 120_000);

  test('is read in full as a timeline, and does not slow down a view of the case', async () => {
    const answer = await read(`/v1/cases/${caseId}/timeline`);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(GIVEN * 1_700_000);
    await (await read(`/v1/cases/${caseId}`)).json();
    expect(await isAlive()).toBe(true);
  }, 120_000);
});

const listedIds = z.object({
  items: z.array(z.object({ id: z.uuid() })),
  nextCursor: z.string().nullable(),
});
