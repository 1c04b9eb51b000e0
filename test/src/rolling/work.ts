import { signalProcess, type Child } from '@assent/local';
import { converged } from '../faults/cells';
import { broken, type Expected } from '../faults/invariants';
import type { People } from '../faults/people';
import { mustCome } from '../faults/scene';
import { END_MS, type Fleet } from './fleet';

/** How long cases may take, also on a crowded machine, in milliseconds. */
const CASES_TIMEOUT_MS = 300_000;

/** People who deal with one case after another. */
export interface Work {
  /** Settles when they have dealt with so many more cases. */
  more(cases: number): Promise<void>;
}

/** What people do with a case, each kind in turn. */
const KINDS: readonly ((people: People) => Promise<unknown>)[] = [
  (people) => people.openMet(),
  async (people) => people.answer(await people.openPending()),
  async (people) => people.deny(await people.openInReview()),
  async (people) => people.withdraw(await people.openPending()),
];

/**
 * Has people work until something else is done; they finish the cases that they have.
 * @param atOnce how many people work at the same time
 * @throws what one of them met with
 */
export async function whileWorking(
  people: People,
  atOnce: number,
  others: (work: Work) => Promise<void>,
): Promise<void> {
  let isOver = false;
  let begun = 0;
  let done = 0;
  async function work(): Promise<void> {
    while (!isOver) {
      const kind = KINDS[begun % KINDS.length]!;
      begun += 1;
      await kind(people);
      done += 1;
    }
  }
  const working = Promise.all(Array.from({ length: atOnce }, work));
  const failing = working.then(() => undefined);
  failing.catch(() => undefined);
  try {
    await others({
      async more(cases) {
        const enough = done + cases;
        const come = mustCome(`${cases} more cases`, () => done >= enough, CASES_TIMEOUT_MS);
        await Promise.race([failing, come]);
      },
    });
  } finally {
    isOver = true;
    await working;
  }
}

/**
 * What does not hold once nothing is owed any more.
 * @param died whether a worker was killed: it may have handed a letter over that is then sent again.
 */
export async function faultsOf(
  system: Fleet,
  expected: Pick<Expected, 'people' | 'words' | 'since'>,
  { died = false } = {},
): Promise<readonly string[]> {
  await converged({ system });
  const repeatsLetters = died || isRecordedLate(system);
  return broken(system, { ...expected, repeatsLetters, clockAhead: 0 });
}

/**
 * Whether a worker said that it could not record a letter that it had handed over, so that it is
 * handed over again (ADR 0028): a crowded machine gives it no connection in time.
 */
function isRecordedLate({ printed }: Fleet): boolean {
  return printed.worker.some((line) => line.includes('could not be recorded'));
}

/** Asks a program to end, and returns its exit code; null if it had to be killed. */
export async function askToEnd(child: Child): Promise<number | null> {
  await child.stop(END_MS);
  return child.exited;
}

/** Kills a program. @throws when it ended otherwise */
export async function kill(child: Child): Promise<void> {
  signalProcess(child.pid, 'SIGKILL');
  if ((await child.exited) !== null) throw new Error('a program ended before it was killed');
}
