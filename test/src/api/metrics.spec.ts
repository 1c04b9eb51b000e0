import { DATABASE_ROLES } from '@assent/local';
import { measureRecord, measureRotation } from '@assent/api';
import { measure, RecordUnavailable } from '@assent/application';
import { operations } from '@assent/contracts';
import { STUCK_CAUSES } from '@assent/domain';
import {
  countClosed,
  logger,
  measurePools,
  processMetrics,
  Registry,
  serveMetrics,
} from '@assent/platform';
import { workerMetrics } from '@assent/worker';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { parse } from 'yaml';
import { z } from 'zod';
import { caseRecord, holdUp, store } from '../record/records';
import { openDesk } from '../support/desk';
import { MET } from '../support/facts';
import { startApi, type ApiServer } from './api-server';
import { bodyOf, send } from './bodies';

const DOCS = join(__dirname, '../../../docs');
const CANARY = 'Quillfeather';

const registry = new Registry();
let api: ApiServer;
beforeAll(async () => {
  const desk = await openDesk();
  const { reading, stuck } = desk.records;
  measurePools(registry, { calls: () => desk.records.pool() });
  // Measured again at each look.
  measureRecord(registry, measure(desk.ports, reading, stuck), () => Infinity);
  measureRotation(registry, { rotations: desk.records.keyRotations, keyId: 'test' });
  const ports = { ...desk.ports, records: countClosed(registry, desk.ports.records) };
  api = await startApi({ metrics: registry, ports }, desk);
});
afterAll(() => api.stop());

/** What Prometheus would read now, line by line. */
async function scraped(): Promise<readonly string[]> {
  return (await registry.metrics()).split('\n');
}

test('measures calls by kind, and the work as the database shows it', async () => {
  await send(api, bodyOf(MET));
  await send(api, bodyOf({}));
  await api.call('GET', '/v1/cases?state=approved');
  await api.call('GET', '/v1/nowhere');
  const lines = await scraped();
  const calls = (operation: string, status: number) =>
    `assent_http_request_duration_seconds_count{operation="${operation}",status="${status}"}`;
  expect(lines).toEqual(
    expect.arrayContaining([
      `${calls('openCase', 201)} 2`,
      `${calls('listCases', 422)} 1`,
      `${calls('none', 404)} 1`,
      'assent_record_readable 1',
      'assent_cases_opened_today 2',
      'assent_cases_closed_today{outcome="approved-by-software"} 1',
      'assent_cases_closed_today{outcome="denied"} 0',
      'assent_cases_closed_total{outcome="approved-by-software"} 1',
      'assent_cases_closed_total{outcome="denied"} 0',
      'assent_open_cases{deadline="running"} 1',
      'assent_stuck_cases{cause="deadline-near"} 0',
      'assent_outbox_messages{state="failing"} 0',
    ]),
  );
  const waiting = lines.find((line) => line.startsWith('assent_outbox_messages{state="waiting"'));
  expect(waiting).not.toMatch(/ 0$/);
  expect(lines.filter((line) => line.startsWith('assent_database_connections{'))).toHaveLength(3);
});

test('counts each stuck case once, under its most serious cause, without reading cases', async () => {
  const { records } = api.desk;
  const [first, second] = await Promise.all([
    store(records.records, caseRecord()),
    store(records.records, caseRecord()),
  ]);
  await holdUp(records, first.id, { cause: 'deadline-near' });
  await holdUp(records, first.id, { cause: 'workflow-closed' });
  await holdUp(records, second.id, { cause: 'workflow-closed' });
  const query = jest.spyOn(Client.prototype, 'query');
  const lines = await scraped();
  const statements = query.mock.calls.map(([statement]) => JSON.stringify(statement));
  query.mockRestore();
  expect(lines).toEqual(
    expect.arrayContaining([
      'assent_stuck_cases{cause="workflow-closed"} 2',
      'assent_stuck_cases{cause="deadline-near"} 0',
    ]),
  );
  const asked = statements.filter((each) => /stuck|family_name/.test(each));
  expect(new Set(asked).size).toBe(1);
  const groups = await records.stuck.groups(5);
  expect(groups.map(({ cause, count }) => ({ cause, count }))).toEqual(
    await records.stuck.counts(),
  );
});

test('reveals nothing about a member or about what a caller made up', async () => {
  const body = {
    ...bodyOf(MET),
    member: {
      memberId: CANARY,
      givenName: CANARY,
      familyName: CANARY,
      birthDate: '1958-03-14',
    },
    prescriber: { npi: '1234567893', name: CANARY },
  };
  const { shown } = await send(api, body);
  const path = `/v1/cases/${shown.id}`;
  await api.call('POST', '/v1/members/search', { body: { text: CANARY } });
  await api.call('POST', `${path}/withdraw`, {
    body: { reason: CANARY },
    headers: { 'idempotency-key': CANARY },
  });
  await api.call('GET', `${path}?${CANARY}=${CANARY}`);
  await api.call('GET', `/v1/cases/${CANARY}`);
  await api.call('GET', `/v1/${CANARY}/${CANARY}`);
  await api.fetch(CANARY.toUpperCase(), '/v1/cases');
  await api.fetch('GET', '/v1/cases', { headers: { authorization: `Bearer ${CANARY}` } });

  const text = (await scraped()).join('\n');
  for (const told of [CANARY, body.member.birthDate, shown.id, shown.number, 'intake-1', '/v1/']) {
    expect(text.toLowerCase()).not.toContain(told.toLowerCase());
  }
  const known = [...Object.values(operations).map(({ id }) => id), 'none', 'webApp'];
  const operationLabels = [...text.matchAll(/operation="([^"]*)"/g)].map(([, id]) => id);
  expect(operationLabels.filter((id) => !known.includes(id ?? ''))).toEqual([]);
  const labels = [...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label);
  expect([...new Set(labels)].sort()).toEqual(
    ['cause', 'deadline', 'le', 'operation', 'outcome', 'pool', 'state', 'status'].sort(),
  );
});

test("shows only an error if the database can't be read", async () => {
  const away = new Registry();
  let isAway = false;
  const measures = measure(api.desk.ports, api.desk.records.reading, api.desk.records.stuck);
  const when = { now: 0 };
  measureRecord(
    away,
    () => (isAway ? Promise.reject(new RecordUnavailable('away')) : measures()),
    () => when.now,
  );
  const values = async () =>
    (await away.metrics()).split('\n').filter((line) => line.startsWith('assent'));
  expect((await values()).length).toBeGreaterThan(20);
  isAway = true;
  expect(await values()).toContain('assent_record_readable 1');
  when.now = 10_000;
  expect(await values()).toEqual(['assent_record_readable 0']);
});

test('is served on a separate port, and not next to the calls', async () => {
  expect((await api.fetch('GET', '/metrics')).status).toBe(404);
  const server = await serveMetrics(
    registry,
    { host: '127.0.0.1', port: 0 },
    logger('api', 'silent'),
  );
  const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`);
  expect(await answer.text()).toContain('assent_record_readable 1');
  await server.close();
});

describe('dashboards and alerts', () => {
  const alerts = z
    .object({
      groups: z.array(
        z.object({
          rules: z.array(
            z.object({
              alert: z.string(),
              expr: z.string(),
              labels: z.object({ severity: z.enum(['page', 'warn']) }),
              annotations: z.object({ summary: z.string() }),
            }),
          ),
        }),
      ),
    })
    .parse(parse(readFileSync(join(DOCS, 'operations/alerts.yml'), 'utf8')));
  const dashboard = z
    .object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) })
    .parse(JSON.parse(readFileSync(join(DOCS, 'operations/grafana-dashboard.json'), 'utf8')));
  const expressions = [
    ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ];

  async function existing(): Promise<readonly string[]> {
    const worker = new Registry();
    workerMetrics(worker);
    const all = [registry, worker, processMetrics()];
    return (await Promise.all(all.map((each) => each.getMetricsAsJSON()))).flatMap((metrics) =>
      metrics.map(({ name }) => name),
    );
  }

  /** Without what a histogram adds to its name. */
  function named(texts: readonly string[]): readonly string[] {
    const names = texts.flatMap((text) => text.match(/\b(?:assent|process|nodejs)_\w+/g) ?? []);
    return [...new Set(names.map((name) => name.replace(/_(?:bucket|count|sum)$/, '')))];
  }

  test('use only metrics that exist', async () => {
    const known = await existing();
    expect(expressions.length).toBeGreaterThan(20);
    expect(named(expressions).filter((name) => !known.includes(name))).toEqual([]);
  });

  test('use only causes that exist', () => {
    const causes = expressions.flatMap((text) => text.match(/(?<=cause=")[^"]+/g) ?? []);
    expect(causes.filter((cause) => !STUCK_CAUSES.some((known) => known === cause))).toEqual([]);
  });

  test('are based on metrics that the operations page lists completely', async () => {
    const page = readFileSync(join(DOCS, 'operations.md'), 'utf8');
    const own = (await existing()).filter((name) => name.startsWith('assent_'));
    const roles: readonly string[] = [...DATABASE_ROLES, 'assent_every_line'];
    const told = named([page]).filter(
      (name) => name.startsWith('assent_') && !roles.includes(name),
    );
    expect([...told].sort()).toEqual([...new Set(own)].sort());
  });

  test('are all explained in the operations page', () => {
    const page = readFileSync(join(DOCS, 'operations.md'), 'utf8');
    const rules = alerts.groups.flatMap(({ rules: each }) => each.map(({ alert }) => alert));
    expect(rules.filter((alert) => !page.includes(`\`${alert}\``))).toEqual([]);
  });
});
