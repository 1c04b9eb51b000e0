import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { FolderHold } from './folder-hold';
import type { RunFolder } from './run-folder';

interface Stoppable {
  stop(): Promise<void>;
}

/** The parts of a stack so far; all of them end with it. */
export interface StackParts {
  readonly folder: RunFolder;
  readonly isSandbox: boolean;
  readonly hold: FolderHold;
  /** Postgres, Temporal and mail: ended last. */
  readonly services: Stoppable[];
  /** API and worker: ended first, while their services still run. */
  readonly apps: Stoppable[];
  /** Each settles with a sentence when a part is gone and cannot restart. */
  readonly givenUp: Promise<string>[];
  readonly say: (sentence: string) => void;
  /** A line writer to the part's own log, which starts empty each time. */
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
 * Ends the apps, then the services; if one fails to end, the others still do. The stack then has no
 * parts.
 */
export async function stopParts({ apps, services, givenUp }: StackParts): Promise<void> {
  for (const group of [apps, services]) {
    await Promise.allSettled(group.splice(0).map((part) => part.stop()));
  }
  givenUp.length = 0;
}
