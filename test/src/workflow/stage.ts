import {
  LetterNotAccepted,
  type CaseRepository,
  type DeliveryPorts,
  type Letter,
  type LetterSender,
  type MemberDeliveryPorts,
  type NoticeBox,
  type Ports,
} from '@assent/application';
import { addDays, atHour, dateIn } from '@assent/domain';
import { letterRenderer } from '@assent/letters';
import { startTimeSkippingServer, until } from '@assent/local';
import { plannedWork, type Records } from '@assent/persistence';
import {
  identifiers,
  logger,
  payerSettings,
  sandboxClock,
  testServerTime,
  type SandboxClock,
} from '@assent/platform';
import {
  caseWorker,
  deliverToWorkflows,
  startDeliveries,
  startRelay,
  stepActivities,
} from '@assent/worker';
import { Connection, type WorkflowClient } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { recordsOfBoth } from '../support/both-programs';
import { LETTER_HOURS, LETTERHEAD, ZONE } from '../support/desk';
import { testDatabase } from '../support/services';
import { clientOf, KEYS } from '../support/temporal';

const TASK_QUEUE = 'assent';
const quiet = logger('stage', 'silent');

/** What steps and deliveries work with. */
export type StagePorts = Ports & DeliveryPorts & MemberDeliveryPorts;

/** Everything that lives in a case's life, on a clock that can be moved. */
export interface Stage {
  readonly ports: StagePorts;
  readonly clock: SandboxClock;
  readonly records: Records;
  readonly mail: MailStub;
  readonly workflows: WorkflowClient;
  readonly temporal: Connection;
  /** Starts another worker and relay, as a second process would be. */
  startWorker(): Promise<RunningWorker>;
  stop(): Promise<void>;
}

export interface RunningWorker {
  stop(): Promise<void>;
}

/** What a test may put in place of the real thing. */
export interface Props {
  readonly notices?: (real: NoticeBox) => NoticeBox;
  readonly records?: (real: CaseRepository) => CaseRepository;
  readonly sender?: LetterSender;
}

/** Sets the stage: real Postgres, real time-skipping server, the worker's own parts. */
export async function setStage(props: Props = {}): Promise<Stage> {
  quietRuntime();
  const [database, temporal] = await Promise.all([testDatabase(), startTimeSkippingServer()]);
  const settings = { address: temporal.address, namespace: 'default', tls: false, apiKey: null };
  const time = testServerTime({ ...settings, taskQueue: TASK_QUEUE });
  const records = recordsOfBoth(database.url);
  const clock = sandboxClock(time, plannedWork(records.database));
  const mail = mailStub();
  const ports: StagePorts = {
    clock,
    ids: identifiers,
    records: props.records?.(records.records) ?? records.records,
    notices: props.notices?.(records.notices) ?? records.notices,
    memberLetters: records.memberLetters,
    sender: props.sender ?? mail,
    renderer: letterRenderer,
    mailroom: 'mailroom@example.org',
    settings: payerSettings({
      timeZone: ZONE,
      payerName: 'Assent Health Plan',
      letterhead: LETTERHEAD,
      letterHours: LETTER_HOURS,
    }),
  };
  await nextMorning(clock);
  const connection = await Connection.connect({ address: temporal.address });
  const { workflow: workflows } = clientOf(connection);
  const workers: RunningWorker[] = [];

  return {
    ports,
    clock,
    records,
    mail,
    workflows,
    temporal: connection,
    async startWorker() {
      const worker = await runWorker(temporal.address, ports, records, workflows);
      workers.push(worker);
      return worker;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await Promise.all([connection.close(), time.close(), records.close()]);
      await Promise.all([temporal.stop(), database.drop()]);
    },
  };
}

/** Moves to nine o'clock, when letters are sent, so that tests that run at night start there too. */
export async function nextMorning(clock: SandboxClock): Promise<void> {
  const now = await clock.now();
  const today = dateIn(now, ZONE);
  const nine = [today, addDays(today, 1)].map((date) => atHour(date, 9, ZONE));
  const next = nine.find((instant) => instant > now);
  if (next) await clock.moveTo(next);
}

async function runWorker(
  address: string,
  ports: StagePorts,
  { outbox }: Records,
  workflows: WorkflowClient,
): Promise<RunningWorker> {
  const connection = await NativeConnection.connect({ address });
  const worker = await caseWorker({
    connection,
    namespace: 'default',
    taskQueue: TASK_QUEUE,
    keys: KEYS,
    activities: stepActivities(ports, quiet),
    shutdownGraceTime: 2_000,
  });
  const relay = startRelay(outbox, deliverToWorkflows(workflows, TASK_QUEUE), quiet);
  const deliveries = startDeliveries(ports, quiet);
  const running = worker.run();
  let stopped: Promise<void> | undefined;
  return {
    stop() {
      stopped ??= relay
        .stop()
        .then(() => worker.shutdown())
        .then(() => running)
        .then(() => deliveries.stop())
        .then(() => connection.close());
      return stopped;
    },
  };
}

/** Makes the Temporal SDK log only errors, and leave signals alone. */
export function quietRuntime(): void {
  try {
    Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  } catch {
    // Set up by an earlier stage of the same file.
  }
}

/** A mail system for tests: it counts deliveries, and refuses or fails on request. */
export interface MailStub extends LetterSender {
  /** The letters that reached a reader, each once, oldest first. */
  letters(): readonly Letter[];
  /** How often a letter was sent. */
  handOvers(id: string): number;
  /** While true, no letter is taken. */
  refuse(refusing: boolean): void;
  /** From now on, until `refuse(false)`, every letter is refused with a permanent answer. */
  refuseForGood(): void;
  /** The next letter is taken, but the sender never learns of it. */
  dieAfterNext(): void;
}

function mailStub(): MailStub {
  const taken = new Map<string, Letter>();
  const counts = new Map<string, number>();
  let refusal: LetterNotAccepted | null = null;
  let dying = false;
  return {
    send(letter) {
      if (refusal) return Promise.reject(refusal);
      taken.set(letter.id, taken.get(letter.id) ?? letter);
      counts.set(letter.id, (counts.get(letter.id) ?? 0) + 1);
      if (!dying) return Promise.resolve();
      dying = false;
      return Promise.reject(new LetterNotAccepted('ECONNRESET'));
    },
    letters: () => [...taken.values()],
    handOvers: (id) => counts.get(id) ?? 0,
    refuse(next) {
      refusal = next ? new LetterNotAccepted('451') : null;
    },
    refuseForGood() {
      refusal = new LetterNotAccepted('550', true);
    },
    dieAfterNext() {
      dying = true;
    },
  };
}

/** Waits for what happens in its own time. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  if (await until(holds, { timeoutMs: 30_000 })) return;
  throw new Error('it did not come to pass within 30 seconds');
}
