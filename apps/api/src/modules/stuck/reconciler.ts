import {
  EVERY_LINE,
  oneAtATime,
  reconcile,
  type ReadAs,
  type Reconciled,
  type ReconcilerPorts,
  type WorkflowInspector,
} from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';
import { setTimeout as pause } from 'node:timers/promises';
import type { Reconciler } from '../../dependencies';

/** In milliseconds of real time. */
const INTERVAL = 15_000;

/** Another copy's check up to this old will do, in milliseconds. */
const RECENT = 10_000;

/**
 * Checks all cases every 15 seconds while it runs, unless another copy of the API is checking or
 * has just done so; after a long check it rests as long again. It logs findings when they differ
 * from before. It cuts short a check that is running at the end.
 */
export function reconciler(
  ports: ReconcilerPorts & { readonly readAs: ReadAs },
  log: Logger,
): Reconciler {
  const stopping = new AbortController();
  const { stuck, clock, readAs } = ports;
  const check = reconcile({ ...ports, workflows: untilStopped(ports.workflows, stopping.signal) });
  const checkNow = oneAtATime(() => readAs(EVERY_LINE, () => stuck.alone(() => check())));
  let running = Promise.resolve();
  let said = '';

  function say(summary: string, speak: () => void): void {
    if (summary !== said) speak();
    said = summary;
  }

  async function checkOnce(): Promise<void> {
    try {
      const found = (await isRecent()) ? null : await checkNow();
      if (found) say(summaryOf(found), () => tell(log, found));
    } catch (error) {
      if (stopping.signal.aborted) return;
      say('failed', () => log.warn('cases could not be checked; trying again', errorFields(error)));
    }
  }

  /** By the clock that dates checks, which the sandbox moves on. */
  async function isRecent(): Promise<boolean> {
    const { at } = await stuck.lastCheck();
    return at !== null && (await clock.now()).getTime() - at.getTime() < RECENT;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const began = performance.now();
      await checkOnce();
      const took = performance.now() - began;
      const rest = Math.max(INTERVAL - took, took);
      await pause(rest, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    checkNow,
    start() {
      running = readAs(EVERY_LINE, run);
    },
    stop() {
      stopping.abort();
      return running;
    },
  };
}

/** Times out once it is over: what was not looked at stays as found before. */
function untilStopped(workflows: WorkflowInspector, over: AbortSignal): WorkflowInspector {
  return {
    ...workflows,
    patience() {
      const isPatient = workflows.patience();
      return () => !over.aborted && isPatient();
    },
  };
}

function summaryOf({ blockers, reachable, restarted }: Reconciled): string {
  return `${stuckCases(blockers)} ${reachable} ${restarted}`;
}

function tell(log: Logger, { blockers, reachable, restarted }: Reconciled): void {
  const count = stuckCases(blockers);
  if (restarted > 0) log.warn('missing workflows were restarted', { count: restarted });
  if (reachable) log.info('cases were checked; count is how many are stuck', { count });
  else log.warn('cases were checked without Temporal; count is how many are stuck', { count });
}

function stuckCases(blockers: Reconciled['blockers']): number {
  return new Set(blockers.map(({ caseId }) => caseId)).size;
}
