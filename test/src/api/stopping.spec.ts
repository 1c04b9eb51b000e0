import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startChild, until, type Child } from '@assent/local';
import { PROJECT } from '../stack/running-stack';
import { testDatabase, type TestDatabase } from '../support/services';
import { signingKey } from './api-server';

const PROGRAM = join(PROJECT, 'apps/api/dist/main.js');

/** Something in Temporal's place that takes connections and gives none an answer, or cuts them off. */
interface NoTemporal {
  readonly address: string;
  readonly wasAsked: () => boolean;
  stop(): void;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test.each(['cuts off whoever calls', 'takes calls and never answers'])(
  'ends in order while Temporal %s and cases are being checked',
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

function startApi(temporalAddress: string): Promise<Child> {
  return startChild({
    name: 'the API',
    command: process.execPath,
    args: [PROGRAM],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      PORT: '0',
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporalAddress,
      AUTH_ISSUER: 'urn:test:issuer',
      DEV_ISSUER_KEY: JSON.stringify(signingKey()),
      DOCUMENTS_FOLDER: join(tmpdir(), 'assent-test-stopping'),
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
