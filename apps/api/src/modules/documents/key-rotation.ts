import { rotateKeys, type RotationPorts, type RotationStep } from '@assent/application';
import { errorFields, Gauge, type Logger, type Registry } from '@assent/platform';
import { setTimeout as pause } from 'node:timers/promises';

/** In milliseconds: between two steps, and when there is nothing to do. */
const BETWEEN_STEPS = 100;
const AT_REST = 10 * 60_000;
const AFTER_FAILURE = 60_000;

/** Moves contents of documents to the newest encryption key while it runs. */
export interface KeyRotator {
  start(): void;
  /** Settles when the step that is under way has ended. */
  stop(): Promise<void>;
}

/**
 * Moves contents to the newest key step by step, and looks at later documents now and then. Any number
 * of these may run, in any number of processes: one at a time takes a step.
 */
export function keyRotator(ports: RotationPorts, log: Logger): KeyRotator {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rotate = rotateKeys(ports);
  let running = Promise.resolve();
  let isFirst = true;

  async function step(): Promise<number> {
    try {
      const done = await rotate(isFirst);
      if (!done) return AFTER_FAILURE;
      isFirst = false;
      tell(done);
      return done.isMore ? BETWEEN_STEPS : AT_REST;
    } catch (error) {
      log.warn('documents could not be moved to the newest encryption key; trying again', {
        ...errorFields(error),
      });
      return AFTER_FAILURE;
    }
  }

  function tell({ count, unreadable }: RotationStep): void {
    if (count > 0) log.info('documents were compared with the newest encryption key', { count });
    for (const documentId of unreadable) {
      log.error('a document could not be moved to the newest encryption key', { documentId });
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await pause(await step(), undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    start() {
      running = run();
    },
    stop() {
      stopping.abort();
      return running;
    },
  };
}

/** Shows how far the rotation to the newest key is, while the record can be read. */
export function measureRotation(
  registry: Registry,
  { rotations, keyId }: Pick<RotationPorts, 'rotations' | 'keyId'>,
): void {
  new Gauge({
    name: 'assent_key_rotation_documents',
    help: 'Documents by what the move of their contents to the newest encryption key found',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const all = await rotations.rotations().catch(() => []);
      const rotation = all.find((each) => each.keyId === keyId);
      if (!rotation) return;
      const { left, current, rewrapped, encrypted, unreadable } = rotation;
      this.set({ state: 'left' }, left);
      this.set({ state: 'done' }, current + rewrapped + encrypted);
      this.set({ state: 'unreadable' }, unreadable);
    },
  });
}
