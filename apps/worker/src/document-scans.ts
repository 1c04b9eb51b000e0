import { setTimeout as pause } from 'node:timers/promises';
import { scanNextDocument, type ScanPorts } from '@assent/application';
import { errorFields, type Logger } from '@assent/platform';

/** How many documents are scanned at the same time. */
const SLOTS = 2;

/** In milliseconds. */
const WHEN_EMPTY = 500;
const AFTER_FAILURE = 2_000;

export interface DocumentScans {
  /** Begins no scan any more; resolves when those in progress have ended. */
  stop(): Promise<void>;
}

/**
 * Scans documents that wait for it while it runs. Any number of these may run, in any number of
 * processes.
 */
export function startScans(ports: ScanPorts, log: Logger): DocumentScans {
  const stopping = new AbortController();
  const { signal } = stopping;
  const scanNext = scanNextDocument(ports);

  /** Returns how long to wait before the next, in milliseconds. */
  async function attempt(): Promise<number> {
    try {
      const turn = await scanNext();
      if (turn.kind !== 'postponed') return turn.kind === 'none' ? WHEN_EMPTY : 0;
      const { caseId, error } = turn;
      log.warn('a document could not be scanned; it will be retried', {
        caseId,
        ...errorFields(error),
      });
    } catch (error) {
      log.warn('the documents to scan cannot be read; this will be retried', errorFields(error));
    }
    return AFTER_FAILURE;
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const wait = await attempt();
      if (wait > 0) await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  const running = Promise.all(Array.from({ length: SLOTS }, run));
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
