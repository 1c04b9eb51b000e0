import { Counter, Registry } from 'prom-client';
import { logger } from './logger';
import { measurePools, processMetrics, serveMetrics } from './metrics';

const log = logger('api', 'silent');
const LOCAL = { host: '127.0.0.1', port: 0 };

test('serves its metrics in the text format, and nothing else', async () => {
  const registry = new Registry();
  new Counter({ name: 'assent_test_total', help: 'Tests', registers: [registry] }).inc(3);
  const server = await serveMetrics(registry, LOCAL, log);
  const ask = (path: string, method = 'GET') =>
    fetch(`http://127.0.0.1:${server.port}${path}`, { method });
  const answer = await ask('/metrics');
  const others = await Promise.all([ask('/'), ask('/metrics/x'), ask('/metrics', 'POST')]);
  await server.close();
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await answer.text()).toContain('assent_test_total 3');
  expect(others.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test('names the variable if the port is not available', async () => {
  const server = await serveMetrics(new Registry(), LOCAL, log);
  const second = serveMetrics(new Registry(), { ...LOCAL, port: server.port }, log);
  const refused = await second.catch(String);
  await server.close();
  expect(refused).toContain('METRICS_PORT is used by another program');
});

test('answers 500 without details if a measurement fails', async () => {
  const registry = new Registry();
  measurePools(registry, {
    calls: () => {
      throw new Error('Quillfeather');
    },
  });
  const server = await serveMetrics(registry, LOCAL, log);
  const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`);
  await server.close();
  expect([answer.status, await answer.text()]).toEqual([500, '']);
});

test('measures the process itself', async () => {
  expect(await processMetrics().metrics()).toContain('process_cpu_seconds_total');
});
