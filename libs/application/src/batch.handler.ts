import { refuse, type Actor, type Result } from '@assent/domain';
import { changeCase, foreseen } from './change-case';
import { NO_SUCH_CASE } from './queries';
import type { Ports } from './settings';
import { assigned, claimed, released, snoozed, unsnoozed, type WorkStep } from './work-steps';

/** One thing to do with each of many cases. */
export type BatchAction =
  | { readonly action: 'claim' | 'release' | 'unsnooze' }
  | { readonly action: 'assign'; readonly assignee: string }
  | { readonly action: 'snooze'; readonly until: Date; readonly reason: string };

export interface Batch {
  readonly actor: Actor;
  readonly ids: readonly string[];
  readonly work: BatchAction;
  /** Only tells what would become of each case. */
  readonly preview: boolean;
}

/** What became of one case of a batch, or would. */
export interface BatchResult {
  readonly id: string;
  /** Null when there is no such case. */
  readonly number: string | null;
  /** Whether something was done, or would be, or there is nothing to do; null when it was refused. */
  readonly outcome: Result<'done' | 'nothing-to-do'>;
}

const AT_ONCE = 4;

/**
 * Does one thing with many cases, each by itself: one that is refused holds up no other. Results come
 * in the order of the ids; one that is named twice is worked on once.
 */
export function workOnCases(ports: Ports) {
  return async ({ ids, ...batch }: Batch): Promise<readonly BatchResult[]> => {
    const results = new Map<string, BatchResult>();
    const left = [...new Set(ids)];
    const workThrough = async () => {
      for (let id = left.shift(); id !== undefined; id = left.shift()) {
        results.set(id, await workOn(ports, id, batch));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, workThrough));
    return ids.flatMap((id) => results.get(id) ?? []);
  };
}

async function workOn(
  ports: Ports,
  id: string,
  { actor, work, preview }: Omit<Batch, 'ids'>,
): Promise<BatchResult> {
  const record = await ports.records.case(id);
  if (!record) return { id, number: null, outcome: refuse(NO_SUCH_CASE) };
  const take = stepOf(work, actor);
  let hasStep = false;
  const watched: WorkStep = (...at) => {
    const step = take(...at);
    hasStep = step !== null;
    return step;
  };
  const outcome = preview
    ? await foreseen(ports, id, watched)
    : await changeCase(ports, work.action, { caseId: id, actor }, watched);
  return {
    id,
    number: record.number,
    outcome:
      outcome?.ok === false ? outcome : { ok: true, value: hasStep ? 'done' : 'nothing-to-do' },
  };
}

function stepOf(work: BatchAction, actor: Actor): WorkStep {
  switch (work.action) {
    case 'claim':
      return claimed(actor);
    case 'release':
      return released(actor);
    case 'unsnooze':
      return unsnoozed(actor);
    case 'assign':
      return assigned(actor, work.assignee);
    case 'snooze':
      return snoozed(actor, work.until, work.reason);
  }
}
