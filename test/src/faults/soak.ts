import { canaries } from '../canaries/canaries';
import { signalProcess, type Child } from '@assent/local';
import { setTimeout as pause } from 'node:timers/promises';
import { broken } from './invariants';
import { converged } from './cells';
import { peopleOf, type People } from './people';
import { startFaultySystem, type FaultySystem } from './system';

const USAGE = 'use `npm run soak -- --cases N`, and SEED for the order of kills';
/** People who work at once. */
const AT_ONCE = 8;
/** Between kills, in milliseconds. */
const BETWEEN = [1_000, 4_000] as const;
/** How long a service is away, in milliseconds. */
const AWAY = 500;

type Target = 'API' | 'worker' | 'Temporal' | 'Postgres';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @throws when it ended otherwise than by the kill */
async function kill(child: Child): Promise<void> {
  signalProcess(child.pid, 'SIGKILL');
  if ((await child.exited) !== null) throw new Error('a program ended before it was killed');
}

async function killAndStart(system: FaultySystem, target: Target): Promise<void> {
  switch (target) {
    case 'API':
      await kill(system.api());
      return system.startApi();
    case 'worker':
      await Promise.all([...system.workers].map(kill));
      await system.startWorker();
      return;
    case 'Temporal':
      await system.killTemporal();
      await pause(AWAY);
      return system.startTemporal();
    case 'Postgres':
      await system.crashPostgres();
      await pause(AWAY);
      return system.startPostgres();
  }
}

/** One case as people deal with it. */
async function oneCase(people: People, random: () => number): Promise<void> {
  const kind = Math.floor(random() * 4);
  if (kind === 0) {
    await people.openMet();
  } else if (kind === 1) {
    await people.answer(await people.openPending());
  } else if (kind === 2) {
    await people.deny(await people.openInReview());
  } else {
    await people.withdraw(await people.openPending());
  }
}

async function main(args: readonly string[]): Promise<void> {
  const [option, text] = args;
  const cases = option === undefined ? 40 : Number(text);
  if ((option !== undefined && option !== '--cases') || !(cases > 0)) throw new Error(USAGE);
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  process.stdout.write(`seed ${seed}\n`);
  const random = randomOf(seed);
  const since = new Date();
  const words = canaries();
  const system = await startFaultySystem({ reports: false });
  const kills: Record<Target, number> = { API: 0, worker: 0, Temporal: 0, Postgres: 0 };
  let left = cases;
  try {
    const people = await peopleOf(system.url, words);
    const working = Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (left > 0) {
          left -= 1;
          await oneCase(people, random);
        }
      }),
    );
    const progress: { isDone: boolean } = { isDone: false };
    const done = working.finally(() => {
      progress.isDone = true;
    });
    done.catch(() => undefined);
    while (!progress.isDone) {
      const target = (Object.keys(kills) as Target[])[Math.floor(random() * 4)]!;
      await killAndStart(system, target);
      kills[target] += 1;
      const [least, most] = BETWEEN;
      await Promise.race([done.catch(() => undefined), pause(least + random() * (most - least))]);
    }
    await done;
    await system.heal();
    await converged({ system });
    const found = await broken(system, {
      people,
      words,
      since,
      repeatsLetters: true,
      clockAhead: 0,
    });
    const { acknowledged } = people;
    const again = acknowledged.filter(({ attempts }) => attempts > 1).length;
    const sum = Object.values(kills).reduce((all, each) => all + each, 0);
    const parts = Object.entries(kills).map(([part, count]) => `${part} ${count}`);
    process.stdout.write(
      [
        `cases ${cases}`,
        `acknowledged commands ${acknowledged.length}, of which ${again} were sent again`,
        `kills ${sum}: ${parts.join(', ')}`,
        `faults ${found.length}`,
        ...found,
        '',
      ].join('\n'),
    );
    if (found.length > 0) process.exitCode = 1;
  } finally {
    await system.stop();
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
