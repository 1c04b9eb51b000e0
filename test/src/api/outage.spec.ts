import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type Postgres } from '@assent/local';
import { createRecords, migrate } from '@assent/persistence';
import { asApi } from '../support/both-programs';
import { identifiers, payerSettings } from '@assent/platform';
import { ONE_MISSING } from '../support/facts';
import { LETTER_HOURS, LETTERHEAD, ZONE, type Desk } from '../support/desk';
import { startApi, type ApiServer } from './api-server';
import { bodyOf, send } from './bodies';

let folder: string;
let postgres: Postgres;
let api: ApiServer;
let temporalIsUp = true;

/** The database's own folder and port, so that it can be killed and started again. */
function start(port?: number): Promise<Postgres> {
  return startPostgres({
    dir: join(folder, 'postgres'),
    persistent: true,
    ...(port !== undefined && { port }),
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assent-test-outage-'));
  postgres = await start();
  await migrate(postgres.url);
  const records = createRecords({
    ...asApi(postgres.url),
    poolSize: 5,
  });
  api = await startApi(
    {
      checked: [
        {
          name: 'postgres',
          vital: true,
          answers: () =>
            records.ping().then(
              () => true,
              () => false,
            ),
        },
        { name: 'temporal', vital: false, answers: () => Promise.resolve(temporalIsUp) },
      ],
    },
    deskOver(records),
  );
});

afterAll(async () => {
  await api.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

function deskOver(records: Desk['records']): Desk {
  const now = new Date('2026-11-22T15:00:00Z');
  const clock = { now: () => Promise.resolve(now), set: () => undefined };
  return {
    ports: {
      clock,
      ids: identifiers,
      records: records.records,
      settings: payerSettings({
        timeZone: ZONE,
        payerName: 'Test Health Plan',
        letterhead: LETTERHEAD,
        letterHours: LETTER_HOURS,
      }),
    },
    records,
    clock,
    ...asApi(postgres.url),
    close: () => records.close(),
  };
}

async function ready() {
  const response = await fetch(`${api.url}/readyz`);
  const body: unknown = await response.json();
  return { status: response.status, body };
}

test('without the database: says so, keeps nothing half done, and continues once it is back', async () => {
  const body = bodyOf(ONE_MISSING);
  const { shown: earlier } = await send(api, bodyOf(ONE_MISSING));
  const before = await api.stored();
  await postgres.kill();

  const refused = await Promise.all([
    send(api, body, 'outage'),
    api.call('GET', '/v1/cases'),
    api.call('GET', `/v1/cases/${earlier.id}`),
    api.call('POST', `/v1/cases/${earlier.id}/information`, { body: { facts: {} } }),
  ]);
  expect(refused.map(({ status, problem }) => [status, problem.code])).toEqual(
    refused.map(() => [503, 'unavailable']),
  );
  expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(refused.map(() => '2'));
  expect(await ready()).toEqual({
    status: 503,
    body: { status: 'down', dependencies: { postgres: 'down', temporal: 'up' } },
  });
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200);

  postgres = await start(postgres.port);
  expect(await api.stored()).toBe(before);
  const opened = await send(api, body, 'outage');
  expect(opened.status).toBe(201);
  expect((await ready()).status).toBe(200);
});

test('without Temporal: says so, and still opens cases', async () => {
  temporalIsUp = false;
  expect(await ready()).toEqual({
    status: 503,
    body: { status: 'degraded', dependencies: { postgres: 'up', temporal: 'down' } },
  });
  expect((await send(api, bodyOf())).status).toBe(201);
  temporalIsUp = true;
});
