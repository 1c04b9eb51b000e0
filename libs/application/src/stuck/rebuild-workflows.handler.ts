import type { NeededWorkflows, RunningWorkflows } from '../ports/workflow-rebuilding';

/** What became of the workflows. */
export interface Rebuilt {
  /** How many ended, because the record has nothing left for them to do. */
  readonly ended: number;
  /** How many begin anew as soon as a worker runs. */
  readonly begun: number;
}

/**
 * Makes the workflows agree with a record that was restored, or whose workflows are lost. Temporal
 * may be ahead of the record or behind it: what runs for nothing in the record ends, and everything
 * that has something left to do begins anew from the record, whatever it did before. It can be
 * repeated, also when it was interrupted. Workers must not run.
 */
export function rebuildWorkflows(record: NeededWorkflows, workflows: RunningWorkflows) {
  return async (): Promise<Rebuilt> => {
    let ended = 0;
    for await (const some of workflows.all()) {
      const unneeded = await record.unneededOf(some);
      await Promise.all(unneeded.map((each) => workflows.end(each)));
      ended += unneeded.length;
    }
    return { ended, begun: await record.beginAllAnew() };
  };
}
