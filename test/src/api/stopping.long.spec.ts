import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseUrlOf, freePort, listen, startChild, until, type Child } from '@assent/local';
import { PROJECT } from '../stack/running-stack';
import { LETTERHEAD } from '../support/desk';
import { testDatabase, type TestDatabase } from '../support/services';
import { ENCRYPTION_KEYS } from '../support/temporal';
import { signingKey } from './api-server';

const PROGRAM = join(PROJECT, 'apps/api/dist/main.js');

/** Something in Temporal's place that takes connections and gives none an answer, or cuts them off. */
interface NoTemporal {
  readonly address: string;
  readonly wasAsked: () => boolean;
  stop(): void;
}

const MAX_START_MS = 60_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test.each(['cuts off whoever calls', 'takes calls and never answers'])(
  'stops in an orderly way while Temporal %s and cases are being checked',
  async (what) => {
    const temporal = await noTemporal(what.startsWith('cuts'));
    const api = await startApi(temporal.address);
    expect(await until(temporal.wasAsked, { timeoutMs: 30_000, everyMs: 10 })).toBe(true);
    await api.stop(20_000);
    temporal.stop();
    expect([await api.exited, api.lastOutput()]).toEqual([
      0,
      expect.not.stringContaining('has been shut down'),
    ]);
  },
);

test('stops at its start and names the variable if what it configures is not available', async () => {
  const other = createServer();
  const { port } = await freePort();
  await listen(other, port, 'another program');
  const wrong = {
    PORT: [String(port), 'is used by another program'],
    METRICS_PORT: [String(port), 'is used by another program'],
    HOST: ['192.0.2.1', 'is not an address of this machine'],
    WEB_ROOT: [join(tmpdir(), 'assent-test-no-web-app'), 'holds no web app'],
    // The system makes no folder there, and reports that as an error that can be retried.
    DOCUMENTS_FOLDER: ['/proc/assent', 'cannot be created there'],
  };
  const ends = Object.entries(wrong).map(async ([variable, [value = '', problem]]) => {
    const api = await startApi('127.0.0.1:1', { DEV_ISSUER_EXPOSED: 'true', [variable]: value });
    const tooLong = setTimeout(() => void api.kill(), MAX_START_MS);
    const code = await api.exited;
    clearTimeout(tooLong);
    expect([code, api.lastOutput()]).toEqual([
      1,
      expect.stringContaining(`the configuration is not valid:\n  ${variable} ${problem}`),
    ]);
  });
  await Promise.all(ends);
  other.close();

  const file = await startApi('127.0.0.1:1', { DOCUMENTS_FOLDER: PROGRAM });
  expect([await file.exited, file.lastOutput()]).toEqual([
    1,
    expect.stringContaining('DOCUMENTS_FOLDER must be a folder, but it is a file or inside a file'),
  ]);
}, 120_000);

function startApi(
  temporalAddress: string,
  further: Readonly<Record<string, string>> = {},
): Promise<Child> {
  return startChild({
    name: 'the API',
    command: process.execPath,
    args: [PROGRAM],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      PORT: '0',
      DATABASE_URL: databaseUrlOf('assent_api', database.url),
      TEMPORAL_ADDRESS: temporalAddress,
      PAYER_ADDRESS: LETTERHEAD.address,
      PAYER_PHONE: LETTERHEAD.phone,
      ENCRYPTION_KEYS,
      AUTH_ISSUER: 'urn:test:issuer',
      DEV_ISSUER_KEY: JSON.stringify(signingKey()),
      DOCUMENTS_FOLDER: join(tmpdir(), 'assent-test-stopping'),
      ...further,
    },
    stopSignal: 'SIGTERM',
  });
}

async function noTemporal(cutsOff: boolean): Promise<NoTemporal> {
  let wasAsked = false;
  const { port } = await freePort();
  const server = createServer((socket) => {
    wasAsked = true;
    socket.on('error', () => undefined);
    if (cutsOff) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${port}`,
    wasAsked: () => wasAsked,
    stop: () => void server.close(),
  };
}
