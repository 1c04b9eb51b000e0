import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  baseBackups,
  databaseUrlOf,
  restorePostgres,
  rowsOf,
  startChild,
  stopLeftover,
  type BaseBackup,
  type Postgres,
} from '@assent/local';
import { migrate } from '@assent/persistence';
import { setSealsAside } from '@assent/platform';
import { z } from 'zod';
import { auditFiles, prepareAudit } from './audit-key';
import { besideRecord, copyMissing } from './back-up';
import { runFolder, type RunFolder } from './run-folder';

/** How the bootstrap asks for a restore. */
export interface Restore {
  /** The project's folder. */
  readonly root: string;
  /** The folder of the backups. */
  readonly backups: string;
  /** Up to when; null for everything that was kept. */
  readonly to: Date | null;
}

const sealed = z.object({ total: z.number() });

/**
 * Restores the record of a clone whose stack does not run, and what belongs to it, and checks the
 * result. Nothing is deleted: what was there is kept under another name. The next start makes the
 * workflows agree with the record.
 * @returns the exit code: 0 when all checks passed, otherwise 1
 * @throws when it cannot be restored
 */
export async function restore({ root, backups, to }: Restore): Promise<number> {
  const folder = runFolder(root, 'start');
  const base = await baseFor(backups, to);
  const stamp = new Date().toISOString().replaceAll(':', '-');
  await mkdir(folder.own, { recursive: true });
  await moveAside(folder.postgres, stamp);
  for (const [name, path] of besideRecord(folder)) await copyMissing(join(backups, name), path);
  say(`restoring the backup of ${base.at.toISOString()}`);
  const { postgres, lastChangeAt } = await restorePostgres(
    { dir: folder.postgres },
    { backups, base, to },
  );
  try {
    await writeFile(folder.restored, '');
    await writeFile(folder.samplesMade, '', { flag: 'a' });
    await migrate(postgres.url);
    say(`the last change is of ${(lastChangeAt ?? base.at).toISOString()}`);
    const hasDocuments = (await showRecord(postgres, folder)) && (await hasKeys(folder));
    await setNewerSealsAside(postgres, folder, backups, stamp);
    const isWhole = await verifyAudit(root, postgres, folder);
    say('run `npm start`, which makes the workflows agree with the record; then back up again');
    return hasDocuments && isWhole ? 0 : 1;
  } finally {
    await postgres.stop();
  }
}

/** The newest from before that time. */
async function baseFor(backups: string, to: Date | null): Promise<BaseBackup> {
  const bases = await baseBackups(backups);
  const base = bases.find(({ at }) => to === null || at <= to);
  if (base !== undefined) return base;
  const first = bases.at(-1);
  throw new Error(
    first === undefined
      ? `\`${backups}\` has no backup`
      : `the first backup in \`${backups}\` is of ${first.at.toISOString()}; name a later time`,
  );
}

/** Also ends a server that still runs there. */
async function moveAside(dir: string, stamp: string): Promise<void> {
  await stopLeftover(join(dir, 'postmaster.pid'), dir);
  for (const suffix of ['', '.password']) {
    const aside = `${dir}.before-${stamp}${suffix}`;
    await rename(`${dir}${suffix}`, aside).then(
      () => suffix === '' && say(`the database that was here is now \`${aside}\``),
      (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      },
    );
  }
}

interface Counts {
  readonly cases: number;
  readonly authorizations: number;
  readonly appeals: number;
  readonly letters: number;
  readonly entries: number;
}

/** Tells how much there is. @returns whether the contents of all documents are there */
async function showRecord({ url }: Postgres, { documents }: RunFolder): Promise<boolean> {
  const [counts] = await rowsOf<Counts>(
    url,
    `SELECT (SELECT count(*) FROM pa_case)::int AS cases,
       (SELECT count(*) FROM pa_authorization)::int AS authorizations,
       (SELECT count(*) FROM appeal)::int AS appeals,
       ((SELECT count(*) FROM notice) + (SELECT count(*) FROM member_letter))::int AS letters,
       (SELECT count(*) FROM audit_entry)::int AS entries`,
  );
  const { cases = 0, authorizations = 0, appeals = 0, letters = 0, entries = 0 } = counts ?? {};
  say(
    `${cases} cases, ${authorizations} authorizations, ${appeals} appeals, ${letters} letters and ${entries} audit entries are there`,
  );
  const ids = await rowsOf<{ id: string }>(url, 'SELECT id FROM document ORDER BY id');
  await mkdir(documents, { recursive: true });
  const files = await readdir(documents, { recursive: true });
  const contents = new Set(files.map((path) => basename(path)));
  const missing = ids.flatMap(({ id }) => (contents.has(id) ? [] : id));
  if (missing.length === 0) say(`the contents of all ${ids.length} documents are there`);
  else say(`${missing.length} of ${ids.length} documents have no content: ${missing.join(', ')}`);
  return missing.length === 0;
}

/** Without keys, the next start would make a new one, which reads nothing. */
async function hasKeys({ encryptionKeys }: RunFolder): Promise<boolean> {
  const found = await stat(encryptionKeys).catch(() => null);
  if (!found) {
    say(
      `\`${encryptionKeys}\` is not here, and no document can be read without it: put your copy of it there before you start`,
    );
  }
  return found !== null;
}

/** The worker seals no more while there are seals that the record does not have. */
async function setNewerSealsAside(
  { url }: Postgres,
  { audit }: RunFolder,
  backups: string,
  stamp: string,
): Promise<void> {
  await prepareAudit(auditFiles(audit));
  const [last] = await rowsOf<{ seal: number; entries: number }>(
    url,
    `SELECT coalesce(max(number), 0)::int AS seal,
       (SELECT count(*) FROM audit_entry)::int AS entries FROM audit_seal`,
  );
  const { seal = 0, entries = 0 } = last ?? {};
  const aside = join(audit, `seals-after-${stamp}`);
  const newest = (await setSealsAside(auditFiles(audit).seals, seal, aside)).at(-1);
  // Those in the backups too: the next seals have the same numbers.
  const kept = auditFiles(join(backups, 'audit')).seals;
  await mkdir(kept, { recursive: true });
  await setSealsAside(kept, seal, join(backups, 'audit', `seals-after-${stamp}`));
  if (newest === undefined) return;
  const { total } = sealed.parse(JSON.parse(newest.payload));
  say(
    `seals of what is no longer in the record are now in \`${aside}\`: they know of ${total} audit entries, and the record has ${entries}`,
  );
}

async function verifyAudit(root: string, { url }: Postgres, folder: RunFolder): Promise<boolean> {
  const { seals, publicKeys } = auditFiles(folder.audit);
  const program = await startChild({
    name: 'the check of the audit',
    command: process.execPath,
    args: ['--enable-source-maps', join(root, 'apps/api/dist/verify-audit.js')],
    env: {
      PATH: process.env['PATH'],
      TZ: 'UTC',
      NODE_ENV: 'development',
      DATABASE_URL: databaseUrlOf('assent_auditor', url),
      AUDIT_SEALS_FOLDER: seals,
      AUDIT_PUBLIC_KEYS: publicKeys,
    },
    cwd: root,
    stopSignal: 'SIGTERM',
    onOutput: say,
  });
  return (await program.exited) === 0;
}

function say(sentence: string): void {
  process.stderr.write(`assent: ${sentence}\n`);
}
