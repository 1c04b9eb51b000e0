import { mkdir, rm } from 'node:fs/promises';
import { migrate } from '@assent/persistence';
import { announcement } from './announcement';
import { startApps } from './apps';
import { CalledOff, listenForStop, type StopRequest } from './asked-to-stop';
import { issuerKey } from './issuer-key';
import { type StackOptions, stackOptions } from './options';
import { noParts, type StackParts, stopParts } from './parts';
import { choosePorts, type StackPorts } from './ports';
import { runFolder, type StackAddresses, wipe, writeStackFile } from './run-folder';
import { ensureSampleCases } from './sample-cases';
import { type Services, startServices } from './services';

/** How the bootstrap asks for a stack. */
export interface StackRun {
  readonly verb: 'start' | 'sandbox';
  readonly args: readonly string[];
  /** The project's folder. */
  readonly root: string;
}

/**
 * Runs the whole system on this machine until it is asked to end.
 *
 * @returns the exit code: 0 when it ended as asked, 1 when a part failed for good.
 * @throws when it cannot be started; nothing is left running.
 */
export async function runStack({ verb, args, root }: StackRun): Promise<number> {
  const options = stackOptions(verb, args, process.env);
  const folder = runFolder(root, verb);
  const stop = listenForStop();
  if (options.reset || verb === 'sandbox') await wipe(folder);
  await mkdir(folder.logs, { recursive: true });

  const parts = noParts(folder, verb === 'sandbox', say);
  try {
    const addresses = await startEverything(parts, options, root, stop);
    await writeStackFile(folder.stackFile, addresses);
    process.stdout.write(announcement(addresses));
    const failure = await Promise.race([stop.asked, ...parts.givenUp]);
    if (failure === undefined) return 0;
    say(failure);
    return 1;
  } catch (error) {
    if (error instanceof CalledOff) return 0;
    throw error;
  } finally {
    say('stopping');
    await rm(folder.stackFile, { force: true });
    await stopParts(parts);
    say('stopped');
  }
}

async function startEverything(
  parts: StackParts,
  options: StackOptions,
  root: string,
  stop: StopRequest,
): Promise<StackAddresses> {
  const ports = await choosePorts(options.port, say);
  const services = await startServices(parts, ports);
  stop.check();
  await migrate(services.postgres.url);
  stop.check();

  const api = `http://127.0.0.1:${ports.api}`;
  const key = await issuerKey(parts.folder.issuerKey);
  await startApps(parts, root, configuration(services, ports, key, parts), api);
  stop.check();
  await ensureSampleCases(parts.folder.samplesMade, api).catch((error: unknown) => {
    say(`the sample cases could not be made: ${String(error)}`);
  });
  stop.check();
  return {
    api,
    web: api,
    temporal: services.temporal.address,
    temporalUi: services.temporalUi,
    mail: services.mail.httpUrl,
    database: services.postgres.url,
    pid: process.pid,
  };
}

function configuration(
  { postgres, temporal, temporalUi, mail }: Services,
  ports: StackPorts,
  devIssuerKey: string,
  { folder, isSandbox }: StackParts,
): Record<string, string> {
  return {
    NODE_ENV: 'development',
    DATABASE_URL: postgres.url,
    TEMPORAL_ADDRESS: temporal.address,
    CLOCK: isSandbox ? 'temporal-test-server' : 'system',
    HOST: '127.0.0.1',
    PORT: String(ports.api),
    AUTH_ISSUER: 'https://assent.localhost',
    DEV_ISSUER_KEY: devIssuerKey,
    DOCUMENTS_FOLDER: folder.documents,
    SMTP_URL: mail.smtpUrl,
    // Whoever tries the system at night sees its letters too; the sandbox's day can be moved on.
    ...(!isSandbox && {
      TEMPORAL_UI_URL: temporalUi,
      LETTER_HOURS: process.env['LETTER_HOURS'] ?? '0-24',
    }),
  };
}

function say(sentence: string): void {
  process.stderr.write(`assent: ${sentence}\n`);
}
