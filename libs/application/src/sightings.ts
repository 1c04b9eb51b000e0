import type { Comparable, Subject } from './stuck-records';
import {
  WorkflowsUnreachable,
  type Followed,
  type WorkflowLens,
  type WorkflowSight,
} from './workflow-lens';

/** What Temporal said of the workflow of a case or authorization. */
export interface Sighting {
  readonly subject: Subject;
  readonly sight: WorkflowSight;
}

/** Temporal answers so many at a time. */
const AT_ONCE = 20;

/** Looks at every workflow that is needed, until there is no answer; nothing is left asking at its end. */
export async function lookAtAll(
  workflows: WorkflowLens,
  compared: readonly Comparable[],
): Promise<{ readonly sightings: readonly Sighting[]; readonly reachable: boolean }> {
  const waiting = compared.filter(({ needed }) => needed).values();
  const sightings: Sighting[] = [];
  let reachable = await workflows.answers();

  async function lookInTurn(): Promise<void> {
    for (const subject of waiting) {
      if (!reachable) return;
      try {
        sightings.push({ subject, sight: await workflows.look(followedOf(subject)) });
      } catch (error) {
        if (!(error instanceof WorkflowsUnreachable)) throw error;
        reachable = false;
      }
    }
  }

  const turns = await Promise.allSettled(Array.from({ length: AT_ONCE }, lookInTurn));
  const failed = turns.find((turn) => turn.status === 'rejected');
  if (failed) throw failed.reason;
  return { sightings, reachable };
}

/** How a subject's workflow is asked for. */
export function followedOf({ caseId, authorization }: Subject): Followed {
  return authorization === null ? { caseId } : { authorization };
}
