import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startChild, until, type Child } from '@assent/local';
import { z } from 'zod';
import { signingKey } from '../api/api-server';
import { LETTERHEAD } from '../support/desk';
import { ENCRYPTION_KEYS } from '../support/temporal';
import { PROJECT } from '../stack/running-stack';
import { startCollector } from './collector';

const LOADED = 'loaded of OpenTelemetry: ';

/** Runs a program from its build and reports at the end what it loaded of OpenTelemetry. */
const telling = (program: string) => `
  process.on('exit', () => {
    const modules = Object.keys(require.cache)
      .flatMap((file) => /node_modules.(@opentelemetry.[\\w-]+)/.exec(file)?.[1] ?? []);
    console.log(${JSON.stringify(LOADED)} + JSON.stringify([...new Set(modules)]));
  });
  require(${JSON.stringify(join(PROJECT, program))});`;

interface Running {
  readonly child: Child;
  readonly printed: readonly string[];
  readonly url: string;
  /** What it had loaded when it ended. */
  readonly loaded: () => Promise<readonly string[]>;
}

/** Neither Postgres nor Temporal is there: both programs wait for them. */
async function run(program: 'api' | 'worker', traces: Record<string, string>): Promise<Running> {
  const { port } = await freePort();
  const printed: string[] = [];
  const child = await startChild({
    name: program,
    command: process.execPath,
    args: ['-e', telling(`apps/${program}/dist/main.js`)],
    env: {
      ...process.env,
      NODE_ENV: 'development',
      DATABASE_URL: 'postgresql://assent@127.0.0.1:1/assent',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      PAYER_ADDRESS: LETTERHEAD.address,
      PAYER_PHONE: LETTERHEAD.phone,
      ENCRYPTION_KEYS,
      PORT: String(port),
      AUTH_ISSUER: 'urn:test:issuer',
      DEV_ISSUER_KEY: JSON.stringify(signingKey()),
      DOCUMENTS_FOLDER: join(tmpdir(), 'assent-test-no-documents'),
      SMTP_URL: 'smtp://127.0.0.1:1',
      ...traces,
    },
    stopSignal: 'SIGTERM',
    onOutput: (line) => printed.push(line),
  });
  const isReady = () =>
    printed.some((line) => /the API is listening|Temporal cannot be reached/.test(line));
  if (!(await until(isReady, { timeoutMs: 40_000 }))) throw new Error(child.lastOutput());
  return {
    child,
    printed,
    url: `http://127.0.0.1:${port}`,
    loaded: async () => {
      await child.stop(20_000);
      const line = printed.find((each) => each.startsWith(LOADED)) ?? '';
      return z.array(z.string()).parse(JSON.parse(line.slice(LOADED.length)));
    },
  };
}

describe.each(['api', 'worker'] as const)('the %s', (program) => {
  const SOMEWHERE = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };

  test.each([
    ['if no collector is named', { OTEL_TRACES_SAMPLER: 'always_on' }],
    ['if it is turned off', { ...SOMEWHERE, OTEL_SDK_DISABLED: 'true' }],
  ])('loads none of the SDK %s', async (_where, traces) => {
    const { loaded } = await run(program, traces);
    expect(await loaded()).toEqual(['@opentelemetry/api']);
  });

  test('loads the SDK if a collector is named', async () => {
    const { loaded } = await run(program, SOMEWHERE);
    expect(await loaded()).toContain('@opentelemetry/sdk-trace-node');
  });
});

describe('what is sent', () => {
  /** A call that needs no database, and the end of the process, which sends what is left. */
  async function called(traces: Record<string, string>): Promise<void> {
    const { child, url } = await run('api', traces);
    expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
    await child.stop(20_000);
  }

  test('is flushed at the end, from a service with the configured name', async () => {
    const collector = await startCollector();
    const late = { OTEL_BSP_SCHEDULE_DELAY: '60000', OTEL_SERVICE_NAME: 'prior-auth' };
    await called({ ...collector.variables, ...late });
    await collector.stop();
    expect(collector.spans).toMatchObject([{ name: 'GET /openapi.json', service: 'prior-auth' }]);
  });

  test('is what the sampler allows', async () => {
    const collector = await startCollector();
    await called({ ...collector.variables, OTEL_TRACES_SAMPLER: 'always_off' });
    await collector.stop();
    expect(collector.text()).toBe('');
  });

  test('is protobuf unless JSON is requested', async () => {
    const collector = await startCollector(true);
    await called({ ...collector.variables, OTEL_EXPORTER_OTLP_PROTOCOL: '' });
    await collector.stop();
    expect(collector.text()).toContain('GET /openapi.json');
    expect(collector.text()).not.toContain('"resourceSpans"');
  });
});

test("the API stops in time although the collector doesn't respond, and says what is lost", async () => {
  const silent = await startCollector(true);
  const { child, printed, url } = await run('api', silent.variables);
  expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
  const begun = performance.now();
  await child.stop(20_000);
  const took = performance.now() - begun;
  await silent.stop();
  expect(await child.exited).toBe(0);
  expect(printed.join('\n')).toContain('the last spans were not sent in time');
  expect(took).toBeGreaterThan(2_500);
  expect(took).toBeLessThan(8_000);
});
