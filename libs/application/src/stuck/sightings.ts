import type { Comparable, Subject } from '../ports/stuck-repository';
import {
  WorkflowsUnreachable,
  type Followed,
  type WorkflowInspector,
  type WorkflowSight,
} from '../ports/workflow-inspector';

/** What Temporal said of the workflow of a case or authorization. */
export interface Sighting {
  readonly subject: Comparable;
  readonly sight: WorkflowSight;
  /** Whether the workflow rests, and no timer of it rings when its next step is due. */
  readonly lacksTimer: boolean;
}

/**
 * What was looked at, by the ids of workflows, the longest ago first: with the outlook that a workflow
 * at rest had then, and null for any other.
 */
export type Looks = Map<string, string | null>;

/** With what workflows are looked at. */
export interface Lookout {
  readonly workflows: WorkflowInspector;
  /** Kept from one look at all to the next. */
  readonly looks: Looks;
}

/** Temporal answers so many at a time. */
const AT_ONCE = 20;

/** So few are all looked at each time. */
const FEW = 100;

/** Of those that can only rest, one in so many is looked at each time. */
const TURNS = 3;

/** Beyond that, the looks of longest ago are forgotten. */
const REMEMBERED = 100_000;

const AT_REST: WorkflowSight = {
  state: 'running',
  hasMoved: true,
  atRest: true,
  task: null,
  retrying: [],
};

/**
 * Looks at every workflow that is needed, until there is no answer; nothing is left asking at its end. A
 * workflow that was seen at rest stays so until its case changes or something of it is due, unless
 * somebody ends it: where there are many, those take turns. When patience ends, the others come first at
 * the next look. Authorizations in their turn come after all that is nearer.
 */
export async function lookAtAll(
  lookout: Lookout,
  compared: readonly Comparable[],
): Promise<{ readonly sightings: readonly Sighting[]; readonly reachable: boolean }> {
  const { workflows } = lookout;
  const needed = compared.filter((each) => each.needed);
  let reachable = await workflows.answers();
  const isPatient = workflows.patience();
  const { toLookAt, passedOver } = chosen(lookout, needed);
  const sightings: Sighting[] = passedOver.map((subject) => ({
    ...{ subject, sight: AT_REST, lacksTimer: false },
  }));
  const waiting = toLookAt.values();

  async function lookInTurn(): Promise<void> {
    for (const subject of waiting) {
      if (!reachable || !isPatient()) return;
      try {
        const sighting = await lookAt(lookout, subject);
        remember(lookout, sighting);
        sightings.push(sighting);
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

/** A timer that was seen once is there for as long as the workflow rests. */
async function lookAt(lookout: Lookout, subject: Comparable): Promise<Sighting> {
  const { workflows } = lookout;
  const followed = followedOf(subject);
  const { stepAt, outlook } = subject;
  const sight = await workflows.look(followed);
  const hasTimer =
    sight.state !== 'running' ||
    !sight.atRest ||
    stepAt === null ||
    outlook === null ||
    isKnownToRest(lookout, subject) ||
    (await workflows.ringsBy(followed, stepAt));
  return { subject, sight, lacksTimer: !hasTimer };
}

function isKnownToRest({ workflows, looks }: Lookout, subject: Comparable): boolean {
  const { outlook } = subject;
  return outlook !== null && looks.get(workflows.idOf(followedOf(subject))) === outlook;
}

interface Chosen {
  /**
   * First what has something due, then what is not known to rest, then what is; of each, what was looked
   * at longest ago.
   */
  readonly toLookAt: readonly Comparable[];
  readonly passedOver: readonly Comparable[];
}

function chosen(lookout: Lookout, needed: readonly Comparable[]): Chosen {
  const { workflows, looks } = lookout;
  const places = new Map(Array.from(looks.keys(), (id, place) => [id, place + 1]));
  const ranked = needed
    .filter(({ inTurn }) => !inTurn)
    .map((subject) => {
      const rests = isKnownToRest(lookout, subject);
      const rank = rests ? 2 : subject.outlook === null ? 0 : 1;
      const lookedAt = places.get(workflows.idOf(followedOf(subject))) ?? 0;
      return { subject, rests, rank, lookedAt };
    })
    .sort((a, b) => a.rank - b.rank || a.lookedAt - b.lookedAt);
  const subjects = ranked.map(({ subject }) => subject);
  const resting = ranked.filter(({ rests }) => rests).length;
  const passed = ranked.length > FEW ? Math.floor(resting - resting / TURNS) : 0;
  const end = subjects.length - passed;
  const inTurn = needed.filter((each) => each.inTurn);
  return { toLookAt: [...subjects.slice(0, end), ...inTurn], passedOver: subjects.slice(end) };
}

/** The outlook was read before the look, so a change between the two is another outlook next time. */
function remember({ workflows, looks }: Lookout, { subject, sight, lacksTimer }: Sighting): void {
  if (subject.inTurn) return;
  const id = workflows.idOf(followedOf(subject));
  const rests = sight.state === 'running' && sight.atRest && !lacksTimer;
  looks.delete(id);
  looks.set(id, rests ? subject.outlook : null);
  const [oldest] = looks.keys();
  if (looks.size > REMEMBERED && oldest !== undefined) looks.delete(oldest);
}

/** How a subject's workflow is asked for. */
export function followedOf({ caseId, authorization }: Subject): Followed {
  return authorization === null ? { caseId } : { authorization };
}
