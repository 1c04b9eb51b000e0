import { reconcile, type Reconciled, type ReconcilerPorts } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';
import { setTimeout as pause } from 'node:timers/promises';

/** In milliseconds of real time. */
const INTERVAL = 15_000;

/** Checks all cases again and again. */
export interface Reconciler {
  /** Ends it; settles when the check under way is over. */
  stop(): Promise<void>;
}

/**
 * Checks all cases every 15 seconds for as long as it runs, unless another copy of the API is at it; a
 * check that takes longer is followed by a rest of its own length. It
 * says what it found when that is something else than before.
 */
export function startReconciler(ports: ReconcilerPorts, log: Logger): Reconciler {
  const stopping = new AbortController();
  const check = reconcile(ports);
  let said = '';

  function say(summary: string, speak: () => void): void {
    if (summary !== said) speak();
    said = summary;
  }

  async function checkOnce(): Promise<void> {
    try {
      const found = await ports.stuck.alone(false, () => check());
      if (found) say(summaryOf(found), () => tell(log, found));
    } catch (error) {
      if (stopping.signal.aborted) return;
      say('failed', () => log.warn('cases could not be checked; trying again', errorFields(error)));
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const began = performance.now();
      await checkOnce();
      const rest = Math.max(INTERVAL, performance.now() - began);
      await pause(rest, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}

function summaryOf({ hindrances, reachable, restarted }: Reconciled): string {
  return `${stuckCases(hindrances)} ${reachable} ${restarted}`;
}

function tell(log: Logger, { hindrances, reachable, restarted }: Reconciled): void {
  const count = stuckCases(hindrances);
  if (restarted > 0) log.warn('missing workflows were started again', { count: restarted });
  if (reachable) log.info('cases were checked; so many are stuck', { count });
  else log.warn('cases were checked without Temporal; so many are stuck', { count });
}

function stuckCases(hindrances: Reconciled['hindrances']): number {
  return new Set(hindrances.map(({ caseId }) => caseId)).size;
}
