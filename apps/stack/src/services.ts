import {
  type HeldPort,
  type MailCatcher,
  type Postgres,
  startMailCatcher,
  startPostgres,
  startTemporalDevServer,
  startTimeSkippingServer,
  type TemporalServer,
} from '@assent/local';
import { SEARCH_ATTRIBUTES } from '@assent/workflows';
import { keepRunning, type Running } from './keep-running';
import { servePage } from './page';
import type { StackParts } from './parts';
import type { StackPorts } from './ports';
import { besideDatabase } from './run-folder';

const ABSENT_UI = `The sandbox runs on Temporal's time-skipping test server, which has no web interface.
\`npm start\` runs the same system on a server that has one.
`;

export interface Services {
  readonly postgres: Postgres;
  readonly temporal: TemporalServer;
  readonly temporalUi: string;
  readonly mail: MailCatcher;
}

/**
 * Starts what API and worker need, all at once.
 * @param backups the folder in which the database keeps its log of changes, if any.
 * @param signal cancels it.
 * @throws PortTaken when another program took a port meanwhile.
 */
export async function startServices(
  parts: StackParts,
  ports: StackPorts,
  backups: string | undefined,
  signal: AbortSignal,
): Promise<Services> {
  const [postgres, temporal, mail] = await Promise.allSettled([
    startDatabase(parts, ports.postgres, backups, signal),
    startTemporal(parts, ports, signal),
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

/** All have settled, so whatever did start is known and stops with the rest. */
function settled<Service>(result: PromiseSettledResult<Service>): Service {
  if (result.status === 'fulfilled') return result.value;
  throw result.reason;
}

async function startDatabase(
  parts: StackParts,
  held: HeldPort,
  backups: string | undefined,
  signal: AbortSignal,
): Promise<Postgres> {
  const { folder, isSandbox } = parts;
  const onOutput = parts.logTo('postgres');
  // A sandbox is wiped at each start, so a power cut may take its data.
  const settings: Record<string, string> = isSandbox ? { fsync: 'off' } : {};
  const dir = folder.postgres;
  const { port } = held;
  await held.letGo();
  const belongings = (): Promise<readonly string[]> => besideDatabase(folder);
  return kept(parts, 'Postgres', (mustExist) =>
    startPostgres({
      dir,
      port,
      persistent: true,
      mustExist,
      belongings,
      backups,
      settings,
      onOutput,
      signal,
    }),
  );
}

async function startTemporal(
  parts: StackParts,
  { temporal, temporalUi, codec }: StackPorts,
  signal: AbortSignal,
): Promise<TemporalServer> {
  const { port } = temporal;
  const options = { port, onOutput: parts.logTo('temporal'), say: parts.say, signal };
  const dbFile = parts.folder.temporal;
  await temporal.letGo();
  if (dbFile === null) {
    const server = await startTimeSkippingServer(options);
    parts.services.push(server);
    parts.givenUp.push(
      server.exited.then(
        () => "the sandbox's Temporal stopped, and everything it kept in memory is lost",
      ),
    );
    return server;
  }
  await temporalUi.letGo();
  const dev = {
    ...options,
    dbFile,
    uiPort: temporalUi.port,
    codecEndpoint: `http://127.0.0.1:${codec.port}`,
    namespace: 'default',
    searchAttributes: SEARCH_ATTRIBUTES,
  };
  return kept(parts, 'Temporal', () => startTemporalDevServer(dev));
}

async function startMail(parts: StackParts, ports: StackPorts): Promise<MailCatcher> {
  const file = parts.folder.mail;
  await Promise.all([ports.smtp.letGo(), ports.mail.letGo()]);
  const [smtpPort, httpPort] = [ports.smtp.port, ports.mail.port];
  const mail = await startMailCatcher({ smtpPort, httpPort, file });
  parts.services.push(mail);
  return mail;
}

/** The sandbox's UI address explains why there is none. */
async function startAbsentUi(parts: StackParts, { temporalUi }: StackPorts): Promise<string> {
  await temporalUi.letGo();
  const page = await servePage(temporalUi.port, "the page about Temporal's interface", ABSENT_UI);
  parts.services.push(page);
  return page.url;
}

/**
 * Starts a service, and again whenever it ends while the folder is this stack's.
 * @param start learns whether it has run before.
 */
async function kept<Service extends Running>(
  parts: StackParts,
  name: string,
  start: (isAgain: boolean) => Promise<Service>,
): Promise<Service> {
  const first = await start(false);
  const again = (): Promise<Service> => parts.hold.require().then(() => start(true));
  parts.services.push(keepRunning(name, first, again, parts.say));
  return first;
}
