import type { Followed } from './workflow-inspector';

/** What the record knows of the workflows that there should be. */
export interface NeededWorkflows {
  /** Those of some for which the record has nothing left to do, or which it does not know. */
  unneededOf(some: readonly Followed[]): Promise<readonly Followed[]>;
  /**
   * Replaces all messages for workflows by one for each workflow that has something left to do: to
   * begin anew from the record.
   * @returns how many
   * @throws RecordUnavailable
   */
  beginAllAnew(): Promise<number>;
}

/** The workflows that run. */
export interface RunningWorkflows {
  /** In portions. @throws WorkflowsUnreachable */
  all(): AsyncIterable<readonly Followed[]>;
  /** One that has ended meanwhile is no error. @throws WorkflowsUnreachable */
  end(workflow: Followed): Promise<void>;
}
