import { condition, defineSignal, setHandler } from '@temporalio/workflow';
import type { AUTHORIZATION_CHANGED, CASE_CHANGED } from './messages';
import { currentTime, oneTimer } from './one-timer';
import { PLANS } from './operator-view';
import type { AuthorizationAction, CaseAction, Planned } from './steps';

const SECOND = 1_000;
const MAX_PAUSE = 60 * SECOND;

/** Whether something was changed that no step has looked at yet. */
export interface Changes {
  pending: boolean;
}

/**
 * Notes every change of the case or authorization from now on, even during a step.
 */
export function listenForChanges(
  signal: typeof CASE_CHANGED | typeof AUTHORIZATION_CHANGED,
): Changes {
  const changes = { pending: false };
  setHandler(defineSignal(signal), () => {
    changes.pending = true;
  });
  return changes;
}

/** What ended a wait: the planned instant came, or something was changed. */
export type Wake = 'due' | 'changed';

/** Waits for the planned instant or a change, with one timer; without a plan, only for a change. */
export type Waiting = (next: Planned<CaseAction | AuthorizationAction> | null) => Promise<Wake>;

/**
 * A step that finds itself a hair too early, because two clocks differ, plans the same again: that
 * pauses, longer each time, so that no difference between clocks makes a workflow spin.
 */
export function waitingFor(changes: Changes): Waiting {
  const timer = oneTimer();
  let lastDue = '';
  let repetitions = 0;

  function pauseBefore(next: Planned<string>): number {
    repetitions = planOf(next) === lastDue ? repetitions + 1 : 0;
    return repetitions === 0 ? 0 : Math.min(2 ** (repetitions - 1) * SECOND, MAX_PAUSE);
  }

  return async (next) => {
    const dueAt = next && Math.max(Date.parse(next.at), currentTime() + pauseBefore(next));
    timer.set(dueAt, next === null ? '' : PLANS[next.action]);
    await condition(() => changes.pending || timer.hasRung());
    const wake = changes.pending ? 'changed' : 'due';
    changes.pending = false;
    if (wake === 'due') lastDue = next === null ? '' : planOf(next);
    return wake;
  };
}

function planOf({ action, at }: Planned<string>): string {
  return `${action} ${at}`;
}
