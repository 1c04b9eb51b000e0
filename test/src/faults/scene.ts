import { caseWorkflowId } from '@assent/workflows';
import { until } from '@assent/local';
import { setTimeout as pause } from 'node:timers/promises';
import { canaries, type Canaries } from '../canaries/canaries';
import { peopleOf, type People } from './people';
import { startFaultySystem, type Choices, type FaultySystem } from './system';

/** A system with people who work with it, on which cells run one after the other. */
export interface Scene {
  readonly system: FaultySystem;
  readonly people: People;
  readonly words: Canaries;
}

export async function openScene(choices: Choices = {}): Promise<Scene> {
  const system = await startFaultySystem(choices);
  const words = canaries();
  return { system, people: await peopleOf(system.url, words), words };
}

/** How long a moment may take to come, in milliseconds. */
const MOMENT_TIMEOUT_MS = 60_000;

/** @throws with what was awaited when it does not come true */
export async function mustCome(
  what: string,
  holds: () => boolean | Promise<boolean>,
  timeoutMs = MOMENT_TIMEOUT_MS,
): Promise<void> {
  if (!(await until(holds, { timeoutMs, everyMs: 50 }))) throw new Error(`never came: ${what}`);
}

/** @throws with what was awaited when it does not come */
export async function inTime<Value>(what: string, coming: Promise<Value>): Promise<Value> {
  const over = new AbortController();
  const late = pause(MOMENT_TIMEOUT_MS, undefined, { signal: over.signal }).then(() => {
    throw new Error(`never came: ${what}`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([coming, late]);
  } finally {
    over.abort();
  }
}

/** The statuses of the runs of a case's workflow, and the events of the newest. */
export async function runOf({ system }: Pick<Scene, 'system'>, caseId: string) {
  const { workflow } = system.temporal();
  const { events } = await workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
  return events ?? [];
}

/** Whether the workflow task that runs now was told to continue as new. */
export async function isToContinueAsNew(scene: Scene, caseId: string): Promise<boolean> {
  const events = await runOf(scene, caseId);
  const started = events.findLast((event) => event.workflowTaskStartedEventAttributes != null);
  return started?.workflowTaskStartedEventAttributes?.suggestContinueAsNew === true;
}

/** How many runs the workflow of a case has had. */
export async function runsOf({ system }: Pick<Scene, 'system'>, caseId: string): Promise<number> {
  let runs = 0;
  const query = `WorkflowId = '${caseWorkflowId(caseId)}'`;
  for await (const _ of system.temporal().workflow.list({ query })) runs += 1;
  return runs;
}
