import {
  type MailCatcher,
  type Postgres,
  startMailCatcher,
  startPostgres,
  startTemporalDevServer,
  startTimeSkippingServer,
  type TemporalServer,
} from '@assent/local';
import { type KeptRunning, keepRunning } from './keep-running';
import { servePage } from './page';
import type { StackParts } from './parts';
import type { StackPorts } from './ports';

const ABSENT_UI = `The sandbox runs on Temporal's time-skipping test server, which has no web interface.
\`npm start\` runs the same system on a server that has one.
`;

export interface Services {
  readonly postgres: Postgres;
  readonly temporal: TemporalServer;
  readonly temporalUi: string;
  readonly mail: MailCatcher;
}

/** Starts what API and worker lean on, all at once. */
export async function startServices(parts: StackParts, ports: StackPorts): Promise<Services> {
  const [postgres, temporal, mail] = await Promise.allSettled([
    startDatabase(parts, ports.postgres),
    startTemporal(parts, ports),
    startMail(parts, ports),
  ]);
  const service = settled(temporal);
  return {
    postgres: settled(postgres),
    temporal: service,
    temporalUi: service.uiUrl ?? (await startAbsentUi(parts, ports)),
    mail: settled(mail),
  };
}

/** All have settled, so whatever did start is known and is stopped with the rest. */
function settled<Service>(result: PromiseSettledResult<Service>): Service {
  if (result.status === 'fulfilled') return result.value;
  throw result.reason;
}

async function startDatabase(parts: StackParts, port: number): Promise<Postgres> {
  const { folder, isSandbox } = parts;
  const onOutput = parts.logTo('postgres');
  // A sandbox is wiped at each start, so a power cut may take its data.
  const settings: Record<string, string> = isSandbox ? { fsync: 'off' } : {};
  const kept = await keepRunning(
    'Postgres',
    () => startPostgres({ dir: folder.postgres, port, persistent: true, settings, onOutput }),
    parts.say,
  );
  return register(parts, kept);
}

async function startTemporal(parts: StackParts, ports: StackPorts): Promise<TemporalServer> {
  const options = { port: ports.temporal, onOutput: parts.logTo('temporal'), say: parts.say };
  const dbFile = parts.folder.temporal;
  if (dbFile === null) {
    const server = await startTimeSkippingServer(options);
    parts.services.push(server);
    parts.givenUp.push(
      server.exited.then(() => "the sandbox's Temporal ended, and with it all it kept in memory"),
    );
    return server;
  }
  const dev = { ...options, dbFile, uiPort: ports.temporalUi, namespace: 'default' };
  return register(
    parts,
    await keepRunning('Temporal', () => startTemporalDevServer(dev), parts.say),
  );
}

async function startMail(parts: StackParts, ports: StackPorts): Promise<MailCatcher> {
  const file = parts.folder.mail;
  const mail = await startMailCatcher({ smtpPort: ports.smtp, httpPort: ports.mail, file });
  parts.services.push(mail);
  return mail;
}

/** Whoever follows the address of the sandbox's UI learns why there is none. */
async function startAbsentUi(parts: StackParts, ports: StackPorts): Promise<string> {
  const page = await servePage(ports.temporalUi, ABSENT_UI);
  parts.services.push(page);
  return page.url;
}

function register<Service extends Postgres | TemporalServer>(
  parts: StackParts,
  kept: KeptRunning<Service>,
): Service {
  parts.services.push(kept);
  return kept.current();
}
