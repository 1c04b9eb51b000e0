/** Whose workflow: a case's or an authorization's. */
export type Followed = { readonly caseId: string } | { readonly authorization: string };

/** A step that failed and is tried again by Temporal. */
export interface RetryingStep {
  readonly activity: string;
  /** The attempt in progress or the next one, from 1. */
  readonly attempt: number;
  /** In the words that history keeps: the kind of the error. */
  readonly lastFailure: string | null;
  readonly nextTryAt: Date | null;
}

/** A task that a worker has to take before the workflow continues. */
export interface PendingTask {
  /** From 1; higher when workers took it and failed. */
  readonly attempt: number;
  readonly since: Date;
  readonly lastFailure: string | null;
}

/** What Temporal reports about one workflow. */
export type WorkflowSight =
  | { readonly state: 'missing' }
  | {
      readonly state: 'closed';
      /** How it ended, such as `completed` or `terminated`. */
      readonly ending: string;
      readonly at: Date;
    }
  | {
      readonly state: 'running';
      /** Whether a worker has worked on it since it started. */
      readonly hasMoved: boolean;
      /** Whether nothing is in progress: it waits for its time, or for a change. */
      readonly atRest: boolean;
      readonly task: PendingTask | null;
      readonly retrying: readonly RetryingStep[];
    };

/** A look at workflows, which changes nothing. */
export interface WorkflowInspector {
  /** Whether Temporal answers at all. */
  answers(): Promise<boolean>;
  /** @throws WorkflowsUnreachable */
  look(at: Followed): Promise<WorkflowSight>;
  /**
   * Whether a running workflow has a timer that rings by an instant, or soon after; also true where
   * Temporal does not tell.
   * @throws WorkflowsUnreachable
   */
  ringsBy(at: Followed, instant: Date): Promise<boolean>;
  /** Starts the time limit for checking many; the result says whether any time is left. */
  patience(): () => boolean;
  /** The id under which people find a workflow in Temporal's own pages. */
  idOf(followed: Followed): string;
}

/** Thrown when Temporal does not report the state of a workflow; asking later may succeed. */
export class WorkflowsUnreachable extends Error {
  override readonly name = 'WorkflowsUnreachable';
}
