import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, PlannedWork } from '@assent/application';
import type { TestServerTime } from './test-server-time';

/** The sandbox's clock: it runs in real time until a person moves it forward. */
export interface SandboxClock extends Clock {
  /**
   * Moves the clock forward to `to`, stopping at every instant with planned work until that is
   * done. Settles with the current time when all that is due by `to` is done. Calls run one after
   * another. The time told last, even if only to the second, counts as now, although the clock has
   * run on since.
   * @throws ClockMovesForwardOnly when `to` is over already
   * @throws WorkNotDone when due work is not done in time; the clock stays where it has stopped
   */
  moveTo(to: Date): Promise<Date>;
  /**
   * Settles with the current time once all due work is done.
   * @throws WorkNotDone
   */
  settled(): Promise<Date>;
}

/** Refused: the clock never moves back. */
export class ClockMovesForwardOnly extends Error {
  override readonly name = 'ClockMovesForwardOnly';
  constructor(readonly now: Date) {
    super(`the clock only moves forward, and it is already ${now.toISOString()}`);
  }
}

/** Due work was not done, so the clock did not move on. */
export class WorkNotDone extends Error {
  override readonly name = 'WorkNotDone';
  constructor(
    readonly now: Date,
    readonly unfinished: number,
  ) {
    super(
      `the clock stays at ${now.toISOString()} because ${unfinished} tasks due by then are not finished; check that the worker is running, then try again`,
    );
  }
}

/** In milliseconds. */
const TIMEOUT_MS = 30_000;
const POLL_INTERVAL = 10;
const SECOND = 1_000;

/**
 * @param time the time-skipping server's time, shared by all processes of the sandbox
 * @param work what must be done before time may go on
 * @param patience how long due work may take before the clock gives up on it, in milliseconds of
 * real time
 */
export function sandboxClock(
  time: Pick<TestServerTime, 'now' | 'skip'>,
  work: PlannedWork,
  patience = TIMEOUT_MS,
): SandboxClock {
  let previous: Promise<unknown> = Promise.resolve();
  let told: Date | null = null;

  async function telling(time: Promise<Date>): Promise<Date> {
    told = await time;
    return told;
  }

  function isOver(instant: Date, now: Date): boolean {
    if (instant >= now) return false;
    return told === null || instant.getTime() < told.getTime() - (told.getTime() % SECOND);
  }

  /** Waits until everything due is done, and returns the time then. */
  async function untilDone(): Promise<Date> {
    const deadline = performance.now() + patience;
    for (;;) {
      const now = await time.now();
      const unfinished = await work.unfinishedBy(now);
      if (unfinished === 0) return now;
      if (performance.now() > deadline) throw new WorkNotDone(now, unfinished);
      await pause(POLL_INTERVAL);
    }
  }

  async function moveTo(to: Date): Promise<Date> {
    const start = await time.now();
    if (isOver(to, start)) throw new ClockMovesForwardOnly(start);
    for (;;) {
      const now = await untilDone();
      if (now >= to) return now;
      const planned = await work.nextAfter(now);
      await time.skip((planned && planned < to ? planned : to).getTime() - now.getTime());
    }
  }

  return {
    now: () => telling(time.now()),
    settled: untilDone,
    moveTo(to) {
      const move = telling(previous.then(() => moveTo(to)));
      previous = move.catch(() => undefined);
      return move;
    },
  };
}
