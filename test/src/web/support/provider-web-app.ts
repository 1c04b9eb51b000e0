import { databaseUrlOf, freePort, startChild, untilServing } from '@assent/local';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT } from '../../stack/running-stack';
import { LETTERHEAD } from '../../support/desk';
import { temporalAddress, testDatabase } from '../../support/services';
import { ENCRYPTION_KEYS } from '../../support/temporal';
import { openBrowser } from './chromium';
import {
  AUDIENCE,
  CLIENT_ID,
  startIdentityProvider,
  type IdentityProvider,
} from './identity-provider';
import { openWindow, type WebWindow } from './web-app';

/** The API as it runs in production, where people sign in at an identity provider. */
export interface ProviderWebApp {
  readonly address: string;
  readonly provider: IdentityProvider;
  open(): Promise<WebWindow>;
  stop(): Promise<void>;
}

export async function startProviderWebApp(
  roles: Readonly<Record<string, readonly string[]>>,
): Promise<ProviderWebApp> {
  // Loading the browser's package takes a while, in which a connection may run out of time.
  const browser = await openBrowser();
  const [database, { port }] = await Promise.all([testDatabase(), freePort(3800)]);
  const address = `http://127.0.0.1:${port}`;
  const documents = join(tmpdir(), `assent-test-documents-${randomUUID()}`);
  const provider = await startIdentityProvider(address, roles);
  const api = await startChild({
    name: 'the API',
    command: process.execPath,
    args: ['--enable-source-maps', join(PROJECT, 'apps/api/dist/main.js')],
    stopSignal: 'SIGTERM',
    env: {
      PATH: process.env['PATH'],
      TZ: 'UTC',
      // Production itself refuses addresses over plain http, and does nothing else differently.
      NODE_ENV: 'test',
      PORT: String(port),
      DATABASE_URL: databaseUrlOf('assent_api', database.url),
      TEMPORAL_ADDRESS: temporalAddress(),
      TEMPORAL_TASK_QUEUE: `queue-${randomUUID()}`,
      DOCUMENTS_FOLDER: documents,
      PAYER_ADDRESS: LETTERHEAD.address,
      PAYER_PHONE: LETTERHEAD.phone,
      ENCRYPTION_KEYS,
      AUTH_ISSUER: provider.issuer,
      AUTH_AUDIENCE: AUDIENCE,
      WEB_OIDC_CLIENT_ID: CLIENT_ID,
      WEB_OIDC_ORIGINS: provider.tokenOrigin,
    },
  });
  const stop = async () => {
    await browser.close();
    await Promise.all([api.stop(), provider.stop()]);
    await database.drop();
    await rm(documents, { recursive: true, force: true });
  };
  const answers = () =>
    fetch(`${address}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await untilServing(api.exited, answers, { timeoutMs: 30_000 }))) {
    await stop();
    throw new Error(`the API did not start: ${api.lastOutput()}`);
  }
  return { address, provider, open: () => openWindow(browser, address, {}), stop };
}
