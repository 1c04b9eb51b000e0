import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { FolderHold } from './folder-hold';
import type { RunFolder } from './run-folder';

interface Stoppable {
  stop(): Promise<void>;
}

/** What a stack consists of so far; whatever is in here is ended with it. */
export interface StackParts {
  readonly folder: RunFolder;
  readonly isSandbox: boolean;
  readonly hold: FolderHold;
  /** Postgres, Temporal and mail: ended last. */
  readonly services: Stoppable[];
  /** API and worker: ended first, while what they lean on still runs. */
  readonly apps: Stoppable[];
  /** Each settles with a sentence when a part is gone that cannot be started again. */
  readonly givenUp: Promise<string>[];
  readonly say: (sentence: string) => void;
  /** A writer of lines to the part's own log, which begins anew at each start. */
  logTo(name: string): (line: string) => void;
}

export function noParts(
  folder: RunFolder,
  isSandbox: boolean,
  hold: FolderHold,
  say: (sentence: string) => void,
): StackParts {
  return {
    folder,
    isSandbox,
    hold,
    services: [],
    apps: [],
    givenUp: [],
    say,
    logTo: (name) => {
      const stream = createWriteStream(join(folder.logs, `${name}.log`), { flags: 'w' });
      // A full disk must not end the stack.
      stream.on('error', () => undefined);
      return (line) => void stream.write(`${line}\n`);
    },
  };
}

/**
 * Ends the apps, then the services; one that cannot be ended does not spare the others. The stack then
 * consists of nothing.
 */
export async function stopParts({ apps, services, givenUp }: StackParts): Promise<void> {
  for (const group of [apps, services]) {
    await Promise.allSettled(group.splice(0).map((part) => part.stop()));
  }
  givenUp.length = 0;
}
