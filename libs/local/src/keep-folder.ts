import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where this user's programs are kept for every clone: `$XDG_CACHE_HOME/assent`. */
export function userCache(env: NodeJS.ProcessEnv): string {
  const base = env['XDG_CACHE_HOME'];
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'assent');
}

/**
 * Makes a missing folder, whole or not at all, even if several processes do so at once or one of
 * them is killed: it is filled under another name and then renamed.
 * @param isWhole whether a folder is complete; an incomplete one is replaced.
 * @param fill fills the new folder, whose mode is 0700.
 * @throws what `fill` throws; nothing is left then.
 */
export async function keepFolder(
  folder: string,
  isWhole: (folder: string) => Promise<boolean>,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  if (await isWhole(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}.`);
  try {
    const made = join(work, 'made');
    await mkdir(made, { mode: 0o700 });
    await fill(made);
    const putInPlace = (): Promise<void> => rename(made, folder);
    await putInPlace().catch(async () => {
      if (await isWhole(folder)) return;
      await rename(folder, join(work, 'broken'));
      await putInPlace();
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
