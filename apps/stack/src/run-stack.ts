import { mkdir, rm } from 'node:fs/promises';
import { databaseUrlOf, PortTaken } from '@assent/local';
import { migrate } from '@assent/persistence';
import { announcement } from './announcement';
import {
  type AppConfigurations,
  rebuildAfterRestore,
  requireUsableChoices,
  startApps,
} from './apps';
import { auditFiles, prepareAudit } from './audit-key';
import { aborted, listenForStop } from './asked-to-stop';
import { encryptionKeys } from './encryption-keys';
import { issuerKey } from './issuer-key';
import { holdFolder } from './folder-hold';
import { noParts, type StackParts, stopParts } from './parts';
import { choosePorts, giveUp, type StackPorts } from './ports';
import { requireUsable, runFolder, type StackAddresses, wipe, writeStackFile } from './run-folder';
import { ensureSampleCases } from './sample-cases';
import { type Services, startServices } from './services';

/** How the bootstrap asks for a stack. */
export interface StackRun {
  readonly verb: 'start' | 'sandbox';
  /** Wipe all data before starting. */
  readonly reset: boolean;
  /** The API's preferred port. */
  readonly port: number;
  /** The project's folder. */
  readonly root: string;
  /** The folder of the record's backups, where its log of changes is kept. */
  readonly backups?: string;
}

/** How often ports are chosen again when other programs take them first. */
const PORT_CHOICES = 3;

/**
 * Runs the whole system on this machine until asked to stop.
 * @returns the exit code: 0 when it ended as asked, 1 when a part failed for good.
 * @throws when it cannot start; nothing is left running.
 */
export async function runStack(run: StackRun): Promise<number> {
  const { verb, reset, root } = run;
  const stop = listenForStop();
  requireUsableChoices(process.env);
  const folder = runFolder(root, verb);
  const hold = await holdFolder(folder.lock);
  const parts = noParts(folder, verb === 'sandbox', hold, say);
  const sayStopping = once(() => say('stopping'));
  void aborted(stop).then(sayStopping);
  try {
    await requireUsable(folder);
    if (reset || verb === 'sandbox') await wipe(folder);
    await mkdir(folder.logs, { recursive: true });
    const addresses = await startEverything(parts, run, stop);
    writeStackFile(folder.stackFile, addresses);
    process.stdout.write(announcement(addresses));
    const failure = await Promise.race([aborted(stop), hold.lost, ...parts.givenUp]);
    if (failure === undefined) return 0;
    say(failure);
    return 1;
  } catch (error) {
    // A stopped part may fail in any way.
    if (stop.aborted) return 0;
    throw error;
  } finally {
    sayStopping();
    // Another stack's file stays.
    if (await hold.isHeld()) await rm(folder.stackFile, { force: true });
    await stopParts(parts);
    say('stopped');
  }
}

/** Tries as often as ports are chosen: a part without its port takes everything down. */
async function startEverything(
  parts: StackParts,
  run: StackRun,
  stop: AbortSignal,
): Promise<StackAddresses> {
  for (let choice = 1; ; choice += 1) {
    stop.throwIfAborted();
    const ports = await choosePorts(run.port, say);
    parts.services.push({ stop: () => giveUp(ports) });
    try {
      return await startOn(ports, parts, run, stop);
    } catch (error) {
      if (stop.aborted || !(error instanceof PortTaken)) throw error;
      if (choice === PORT_CHOICES) throw new Error(`${error.message}; start again`);
      say(`${error.message}; starting again on other ports`);
      await stopParts(parts);
    }
  }
}

async function startOn(
  ports: StackPorts,
  parts: StackParts,
  { root, backups }: StackRun,
  stop: AbortSignal,
): Promise<StackAddresses> {
  const services = await startServices(parts, ports, backups, stop);
  stop.throwIfAborted();
  await migrate(services.postgres.url);
  stop.throwIfAborted();

  const api = `http://127.0.0.1:${ports.api.port}`;
  const keys = {
    DEV_ISSUER_KEY: await issuerKey(parts.folder.issuerKey),
    ENCRYPTION_KEYS: await encryptionKeys(parts.folder.encryptionKeys),
  };
  await prepareAudit(auditFiles(parts.folder.audit));
  const configurations = configuration(services, ports, keys, parts);
  await rebuildAfterRestore(parts, root, configurations.worker);
  stop.throwIfAborted();
  await startApps(parts, root, configurations, ports, stop);
  const samples = ensureSampleCases(parts.folder.samplesMade, api).catch((error: unknown) => {
    if (!stop.aborted) say(`the sample cases could not be created: ${String(error)}`);
  });
  await Promise.race([samples, aborted(stop)]);
  stop.throwIfAborted();
  return {
    api,
    web: api,
    temporal: services.temporal.address,
    temporalUi: services.temporalUi,
    mail: services.mail.httpUrl,
    database: services.postgres.url,
    audit: parts.folder.audit,
    pid: process.pid,
  };
}

/** The local stack's plan is invented, and so are its addresses. */
const SAMPLE_LETTERHEAD = {
  PAYER_ADDRESS: '100 Market Street, Springfield, IL 62701',
  PAYER_PHONE: '217-555-0100',
  PAYER_FAX: '217-555-0101',
  PAYER_PORTAL_URL: 'https://portal.assent.example.org',
  MAIL_REPLY_TO: 'Assent Health Plan <prior-authorization@assent.example.org>',
};

function configuration(
  { postgres, temporal, temporalUi, mail }: Services,
  ports: StackPorts,
  keys: Readonly<Record<'DEV_ISSUER_KEY' | 'ENCRYPTION_KEYS', string>>,
  { folder, isSandbox }: StackParts,
): AppConfigurations {
  const audit = auditFiles(folder.audit);
  const both = {
    NODE_ENV: 'development',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_TASK_QUEUE: folder.taskQueue,
    CLOCK: isSandbox ? 'temporal-test-server' : 'system',
    HOST: '127.0.0.1',
    PORT: String(ports.api.port),
    AUTH_ISSUER: 'https://assent.localhost',
    ...keys,
    DOCUMENTS_FOLDER: folder.documents,
    AUDIT_SEALS_FOLDER: audit.seals,
    SMTP_URL: mail.smtpUrl,
    ...SAMPLE_LETTERHEAD,
    // People who try the system at night see its letters too; the sandbox's day can move on.
    ...(!isSandbox && {
      TEMPORAL_UI_URL: temporalUi,
      CODEC_PORT: String(ports.codec.port),
      STAFF_WEB_URL: `http://127.0.0.1:${ports.api.port}`,
      LETTER_HOURS: process.env['LETTER_HOURS'] ?? '0-24',
    }),
  };
  return {
    api: {
      ...both,
      DATABASE_URL: databaseUrlOf('assent_api', postgres.url),
      AUDIT_PUBLIC_KEYS: audit.publicKeys,
    },
    worker: {
      ...both,
      DATABASE_URL: databaseUrlOf('assent_worker', postgres.url),
      AUDIT_SEAL_KEY: audit.key,
      AUDIT_SEAL_MINUTES: '1',
    },
  };
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}

function say(sentence: string): void {
  process.stderr.write(`assent: ${sentence}\n`);
}
