import {
  SealStoreUnavailable,
  type NumberedSeal,
  type SealStore,
  type SignedSeal,
} from '@assent/application';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder, hasCode } from './files';

/** How many seals a folder holds. */
const SHARD = 1_000;
const NAME = /^seal-(\d{9})\.txt$/;
/** How many files are read at once. */
const AT_ONCE = 32;

/**
 * Seals as files of a folder outside of the database, which exists: a missing one, as on an unmounted
 * disk, is not a new, empty one. A file is made once, whole, and never again.
 */
export function sealFolder(folder: string): SealStore {
  const shardOf = (number: number) => shardIn(folder, number);
  const fileOf = (number: number) => fileIn(folder, number);
  return {
    add: ({ number, payload, signature }) =>
      inFolder(folder, async () => {
        await mkdir(shardOf(number), { mode: 0o755 }).catch((error: unknown) => {
          if (!hasCode(error, 'EEXIST')) throw error;
        });
        const text = `${payload}\n${signature}\n`;
        await writeFile(fileOf(number), text, { flag: 'wx', mode: 0o444, flush: true });
        await flushFolder(shardOf(number));
      }),

    read: (number) =>
      inFolder(folder, async () => {
        const text = await readFile(fileOf(number), 'utf8').catch((error: unknown) => {
          if (hasCode(error, 'ENOENT')) return null;
          throw error;
        });
        return text === null ? null : toSeal(text);
      }),

    all: async function* () {
      const shards = (await inFolder(folder, () => readdir(folder))).filter((name) =>
        /^\d{6}$/.test(name),
      );
      for (const shard of shards.sort()) {
        const names = await inFolder(folder, () => readdir(join(folder, shard)));
        const numbers = names.flatMap((name) => {
          const found = NAME.exec(name)?.[1];
          return found === undefined ? [] : [Number(found)];
        });
        numbers.sort((a, b) => a - b);
        for (let first = 0; first < numbers.length; first += AT_ONCE) {
          yield await inFolder(folder, () =>
            Promise.all(
              numbers.slice(first, first + AT_ONCE).map(async (number): Promise<NumberedSeal> => ({
                number,
                ...toSeal(await readFile(join(folder, shard, nameOf(number)), 'utf8')),
              })),
            ),
          );
        }
      }
    },
  };
}

/**
 * Moves the seals after a number, those that a restored record lacks, into another folder.
 * @returns the moved ones, the first first
 */
export async function setSealsAside(
  folder: string,
  after: number,
  aside: string,
): Promise<readonly NumberedSeal[]> {
  const moved: NumberedSeal[] = [];
  for await (const seals of sealFolder(folder).all()) {
    moved.push(...seals.filter(({ number }) => number > after));
  }
  for (const { number } of moved) {
    await mkdir(shardIn(aside, number), { recursive: true, mode: 0o755 });
    await rename(fileIn(folder, number), fileIn(aside, number));
  }
  return moved;
}

function shardIn(folder: string, number: number): string {
  return join(folder, String(Math.floor(number / SHARD)).padStart(6, '0'));
}

function fileIn(folder: string, number: number): string {
  return join(shardIn(folder, number), nameOf(number));
}

function nameOf(number: number): string {
  return `seal-${String(number).padStart(9, '0')}.txt`;
}

function toSeal(text: string): SignedSeal {
  const [payload = '', signature = ''] = text.split('\n');
  return { payload, signature };
}

async function inFolder<Value>(folder: string, action: () => Promise<Value>): Promise<Value> {
  try {
    await stat(folder);
    return await action();
  } catch (error) {
    throw new SealStoreUnavailable('the folder of the audit seals cannot be used', {
      cause: error,
    });
  }
}
