import type { DeliverMessage, LetterSender, Outbox } from '@assent/application';
import { Counter, Histogram, type Registry } from '@assent/platform';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';

/** In seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The worker's operations, unchanged but counted. */
export interface WorkerMetrics {
  readonly steps: ActivityInterceptorsFactory;
  outbox(outbox: Outbox): Outbox;
  messages(deliver: DeliverMessage): DeliverMessage;
  letters(sender: LetterSender): LetterSender;
}

export function workerMetrics(registry: Registry): WorkerMetrics {
  const registers = [registry];
  const steps = new Histogram({
    name: 'assent_step_duration_seconds',
    help: 'Steps of workflows by activity and outcome',
    labelNames: ['activity', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const messages = new Counter({
    name: 'assent_relay_messages_total',
    help: 'Messages of the outbox that reached their workflow, and attempts that failed',
    labelNames: ['outcome'],
    registers,
  });
  const unreadable = new Counter({
    name: 'assent_relay_failures_total',
    help: 'Times that the outbox could not be read',
    registers,
  });
  const letters = new Counter({
    name: 'assent_letters_total',
    help: 'Letters that the mail server took, and attempts that it did not',
    labelNames: ['outcome'],
    registers,
  });

  return {
    steps: ({ info }) => ({
      inbound: {
        execute: (input, next) => {
          const took = steps.startTimer({ activity: info.activityType });
          return counted(next(input), (outcome) => took({ outcome }));
        },
      },
    }),
    outbox: (given) => ({
      ...given,
      relayBatch: (limit, deliver) =>
        counted(given.relayBatch(limit, deliver), (outcome) => {
          if (outcome === 'failed') unreadable.inc();
        }),
    }),
    messages: (deliver) => (message) =>
      counted(deliver(message), (outcome) => {
        messages.inc({ outcome });
      }),
    letters: (sender) => ({
      send: (letter) =>
        counted(sender.send(letter), (outcome) => {
          letters.inc({ outcome });
        }),
    }),
  };
}

async function counted<Value>(
  work: Promise<Value>,
  count: (outcome: 'done' | 'failed') => void,
): Promise<Value> {
  try {
    const value = await work;
    count('done');
    return value;
  } catch (error) {
    count('failed');
    throw error;
  }
}
