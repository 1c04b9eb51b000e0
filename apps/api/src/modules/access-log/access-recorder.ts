import type { AccessEntry, AccessLog, Clock } from '@assent/application';
import { Counter, errorFields, Gauge, type Logger, type Registry } from '@assent/platform';
import { setTimeout as pause } from 'node:timers/promises';
import type { Access, AccessRecorder } from '../../dependencies';

/** How many entries one statement adds. */
const BATCH = 500;

/** In milliseconds. */
interface Times {
  /** How long an entry waits for others: what a crash may lose. */
  readonly interval: number;
  /** After a failure. */
  readonly retry: number;
  /** How long the end waits for a database that is away. */
  readonly end: number;
}

const TIMES: Times = { interval: 1_000, retry: 1_000, end: 10_000 };

/** How many entries may wait before calls are refused. */
const MAX_WAITING = 10_000;

interface Waiting {
  readonly access: Access;
  /** By the process's own clock, in milliseconds. */
  readonly since: number;
}

interface Recording {
  readonly accessLog: Pick<AccessLog, 'add'>;
  readonly clock: Clock;
  readonly metrics: Registry;
  readonly log: Logger;
}

/**
 * Collects accesses in memory and adds them in batches. Nothing is dropped: what could not be added
 * waits for the next attempt, and `isFull` lets no more calls in.
 */
export function accessRecorder(
  { accessLog, clock, metrics, log }: Recording,
  times = TIMES,
  maxWaiting = MAX_WAITING,
): AccessRecorder {
  const waiting: Waiting[] = [];
  const written = countersOf(metrics, waiting);
  let writing: Promise<void> | null = null;
  let isEnding = false;
  let isFailing = false;

  function startWriting(): void {
    writing ??= writeAll().finally(() => {
      writing = null;
      if (waiting.length > 0 && !isEnding) startWriting();
    });
  }

  /** Waits for others, then adds batches until none is left. */
  async function writeAll(): Promise<void> {
    if (!isEnding) await pause(times.interval);
    while (waiting.length > 0) {
      if (await writeBatch()) continue;
      if (isEnding) return;
      await pause(times.retry);
    }
  }

  async function writeBatch(): Promise<boolean> {
    const batch = waiting.slice(0, BATCH);
    try {
      await accessLog.add(await entriesOf(batch));
      waiting.splice(0, batch.length);
      written.inc(batch.length);
      isFailing = false;
      return true;
    } catch (error) {
      if (!isFailing) log.warn('accesses could not be recorded; trying again', errorFields(error));
      isFailing = true;
      return false;
    }
  }

  /** Dated by the clock of the record, which the sandbox moves. */
  async function entriesOf(batch: readonly Waiting[]): Promise<readonly AccessEntry[]> {
    const [now, elapsed] = [(await clock.now()).getTime(), performance.now()];
    return batch.map(({ access, since }) => ({ ...access, at: new Date(now - (elapsed - since)) }));
  }

  return {
    isFull: () => waiting.length >= maxWaiting,
    record(access) {
      waiting.push({ access, since: performance.now() });
      // The end writes by itself.
      if (!isEnding) startWriting();
    },
    async stop() {
      isEnding = true;
      const latest = performance.now() + times.end;
      await writing;
      while (waiting.length > 0 && performance.now() < latest) {
        if (!(await writeBatch())) await pause(times.retry);
      }
      if (waiting.length > 0) {
        log.error('accesses were lost at the end', { count: waiting.length });
      }
    },
  };
}

function countersOf(metrics: Registry, waiting: readonly Waiting[]): Counter {
  const registers = [metrics];
  new Gauge({
    name: 'assent_access_entries_waiting',
    help: 'Entries of the access log that wait in memory',
    registers,
    collect() {
      this.set(waiting.length);
    },
  });
  return new Counter({
    name: 'assent_access_entries_total',
    help: 'Entries of the access log that were written',
    registers,
  });
}
