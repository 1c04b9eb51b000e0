import type { Comparable, Subject } from '../ports/stuck-repository';
import {
  WorkflowsUnreachable,
  type Followed,
  type WorkflowInspector,
  type WorkflowSight,
} from '../ports/workflow-inspector';

/** What Temporal reported about the workflow of a case or authorization. */
export interface Sighting {
  readonly subject: Comparable;
  readonly sight: WorkflowSight;
  /** Whether the workflow rests without a timer for its next due step. */
  readonly lacksTimer: boolean;
}

/**
 * Past looks, by workflow id, oldest first: with the outlook that a resting workflow had then, and
 * null for any other.
 */
export type Looks = Map<string, string | null>;

/** The tools to look at workflows. */
export interface Lookout {
  readonly workflows: WorkflowInspector;
  /** Kept from round to round. */
  readonly looks: Looks;
}

/** So few are asked for at once that people's calls to the same process need not wait behind them. */
const AT_ONCE = 3;

/** So few are all looked at each time. */
const FEW = 100;

/** Of resting workflows, each round looks at one in so many. */
const TURNS = 12;

/** Beyond that, the oldest looks are forgotten. */
const REMEMBERED = 100_000;

const AT_REST: WorkflowSight = {
  state: 'running',
  hasMoved: true,
  atRest: true,
  task: null,
  retrying: [],
};

/**
 * Looks at every required workflow until there is no answer; no request is left open at its end. A
 * workflow seen at rest stays so until its case changes or something is due, unless a person ends
 * it: if there are many, those take turns. When time runs out, the others come first at the next
 * look. Authorizations in their turn come after all that is nearer.
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

/** A timer seen once lasts as long as the workflow rests. */
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
   * First what has something due, then what may not rest, then what rests; within each, the oldest
   * look first.
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

/** The outlook was read before the look, so a change in between shows at the next look. */
function remember({ workflows, looks }: Lookout, { subject, sight, lacksTimer }: Sighting): void {
  if (subject.inTurn) return;
  const id = workflows.idOf(followedOf(subject));
  const rests = sight.state === 'running' && sight.atRest && !lacksTimer;
  looks.delete(id);
  looks.set(id, rests ? subject.outlook : null);
  const [oldest] = looks.keys();
  if (looks.size > REMEMBERED && oldest !== undefined) looks.delete(oldest);
}

/** How to ask for a subject's workflow. */
export function followedOf({ caseId, authorization }: Subject): Followed {
  return authorization === null ? { caseId } : { authorization };
}
