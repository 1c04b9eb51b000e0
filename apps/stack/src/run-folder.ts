import { createHash } from 'node:crypto';
import { access, constants, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stopLeftover, writeWhole } from '@assent/local';

/** Where a stack keeps its files, below `.run` in the project's folder. */
export interface RunFolder {
  /** Contains everything that belongs only to this stack. */
  readonly own: string;
  /**
   * The task queue of its workflows, the same at each start and only this stack's: if one stack
   * reaches another's Temporal, neither takes the other's tasks.
   */
  readonly taskQueue: string;
  readonly logs: string;
  /** Names the process whose stack works here, for as long as it does. */
  readonly lock: string;
  readonly stackFile: string;
  readonly issuerKey: string;
  readonly encryptionKeys: string;
  readonly postgres: string;
  /**
   * The file of its Temporal; a queue of another name starts a new one. Null in the sandbox, whose
   * Temporal forgets everything at its end.
   */
  readonly temporal: string | null;
  /** The letters that the mail catcher caught. */
  readonly mail: string;
  /** The contents of supporting documents. */
  readonly documents: string;
  /** The seals of the audit, and their key. */
  readonly audit: string;
  /** Exists once the sample cases were made. */
  readonly samplesMade: string;
  /** Exists from a restore until the workflows agree with the restored record. */
  readonly restored: string;
}

export function runFolder(root: string, verb: 'start' | 'sandbox'): RunFolder {
  const run = join(root, '.run');
  const own = verb === 'sandbox' ? join(run, 'sandbox') : run;
  const taskQueue = `assent-${createHash('sha256').update(own).digest('hex').slice(0, 12)}`;
  return {
    own,
    taskQueue,
    logs: join(own, 'logs'),
    lock: join(run, 'stack.lock'),
    stackFile: join(run, 'stack.json'),
    issuerKey: join(run, 'dev-issuer.jwk'),
    encryptionKeys: join(run, 'encryption-keys'),
    postgres: join(own, 'postgres'),
    temporal: verb === 'sandbox' ? null : join(own, `temporal-${taskQueue}.db`),
    mail: join(own, 'mail.jsonl'),
    documents: join(own, 'documents'),
    audit: join(own, 'audit'),
    samplesMade: join(own, 'samples-made'),
    restored: join(own, 'restored'),
  };
}

/** @throws the system's error of the first file that is off limits, as after a start as root. */
export async function requireUsable(folder: RunFolder): Promise<void> {
  const { own, logs, postgres, temporal, mail, documents, audit, samplesMade } = folder;
  const { issuerKey, encryptionKeys } = folder;
  const histories =
    temporal === null ? [] : ['', '-wal', '-shm', '.pid'].map((suffix) => `${temporal}${suffix}`);
  const databases = ['', '.password'].map((suffix) => `${postgres}${suffix}`);
  const others = [own, logs, issuerKey, encryptionKeys, mail, documents, audit, samplesMade];
  for (const path of [...others, ...databases, ...histories]) {
    await access(path, constants.R_OK | constants.W_OK).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    });
  }
}

/** The paths of existing data next to the database, useless without it. */
export async function besideDatabase(folder: RunFolder): Promise<string[]> {
  const { audit, documents, mail, samplesMade } = folder;
  const found = await Promise.all([
    holdsFiles(audit),
    holdsFiles(documents),
    stat(mail).then(
      ({ size }) => size > 0,
      () => false,
    ),
    access(samplesMade).then(
      () => true,
      () => false,
    ),
  ]);
  return [audit, documents, mail, samplesMade].filter((_path, place) => found[place]);
}

async function holdsFiles(folder: string): Promise<boolean> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return all.some((entry) => entry.isFile());
}

/** Removes all data, after ending whatever an earlier run left on it. */
export async function wipe(folder: RunFolder): Promise<void> {
  await stopLeftover(join(folder.postgres, 'postmaster.pid'), folder.postgres);
  const databases = ['', '.new', '.password'].map((suffix) => `${folder.postgres}${suffix}`);
  if (folder.temporal !== null) await stopLeftover(`${folder.temporal}.pid`, folder.temporal);
  // Other queues' files too.
  const histories = (await readdir(folder.own).catch(() => []))
    .filter((name) => /^temporal\b.*\.db/.test(name))
    .map((name) => join(folder.own, name));
  const { mail, documents, audit, samplesMade, restored, logs } = folder;
  const all = [...databases, ...histories, mail, documents, audit, samplesMade, restored, logs];
  await Promise.all(all.map((path) => rm(path, { recursive: true, force: true })));
}

/** What other programs read to find a running stack. */
export interface StackAddresses {
  readonly api: string;
  readonly web: string;
  /** `host:port` of the service. */
  readonly temporal: string;
  /** In the sandbox, whose Temporal has no UI, a page that says so. */
  readonly temporalUi: string;
  readonly mail: string;
  readonly database: string;
  /** The folder with the seals of the audit and the keys that they may be signed with. */
  readonly audit: string;
  readonly pid: number;
}

/** Programs that await it may read it at once. */
export function writeStackFile(path: string, addresses: StackAddresses): void {
  writeWhole(path, `${JSON.stringify(addresses, null, 2)}\n`);
}
