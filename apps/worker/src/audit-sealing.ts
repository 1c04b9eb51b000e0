import { setTimeout as pause } from 'node:timers/promises';
import { sealAudit, type SealRecord } from '@assent/application';
import {
  errorFields,
  sealFolder,
  sealSigner,
  sha256,
  type Logger,
  type WorkerConfig,
} from '@assent/platform';

export interface Sealing {
  /** Seals what is left, and stops. */
  stop(): Promise<void>;
}

/**
 * Seals the audit while it runs, now and then on. Any number of these may run, in any number of
 * processes: one at a time seals.
 * @throws ConfigError when the key cannot be read
 */
export function startSealing(
  record: SealRecord,
  { folder, key, everyMinutes }: NonNullable<WorkerConfig['sealing']>,
  log: Logger,
): Sealing {
  const signer = sealSigner(key);
  const seal = sealAudit({ record, outside: sealFolder(folder), signer, keys: signer, sha256 });
  const stopping = new AbortController();

  async function attempt(): Promise<void> {
    try {
      await seal();
    } catch (error) {
      log.error('the audit could not be sealed; trying again', errorFields(error));
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await attempt();
      await pause(everyMinutes * 60_000, undefined, { signal: stopping.signal }).catch(
        () => undefined,
      );
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
      await attempt();
    },
  };
}
