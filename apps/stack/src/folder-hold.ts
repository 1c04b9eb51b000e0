import { readFile } from 'node:fs/promises';

const CHECK_MS = 1_000;

/** A stack's hold on its folder. */
export interface FolderHold {
  /** Settles with a sentence once the folder is removed or another stack's. */
  readonly lost: Promise<string>;
  isHeld(): Promise<boolean>;
  /** @throws with that sentence when it is lost. */
  require(): Promise<void>;
}

/** @param lock the bootstrap's file; if it wrote none, the hold lasts until there is one. */
export async function holdFolder(lock: string): Promise<FolderHold> {
  const content = (): Promise<string | null> => readFile(lock, 'utf8').catch(unlessGone);
  const own = await content();
  const isHeld = async (): Promise<boolean> => {
    try {
      return (await content()) === own;
    } catch {
      // A temporarily unreadable file proves nothing.
      return true;
    }
  };
  const sentence = `the file \`${lock}\` was removed or belongs to another stack; this stack stops; start it again`;
  const lost = new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      void isHeld().then((held) => {
        if (held) return;
        clearInterval(timer);
        resolve(sentence);
      });
    }, CHECK_MS).unref();
  });
  return {
    lost,
    isHeld,
    require: async () => {
      if (!(await isHeld())) throw new Error(sentence);
    },
  };
}

function unlessGone(error: unknown): null {
  if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
  throw error;
}
