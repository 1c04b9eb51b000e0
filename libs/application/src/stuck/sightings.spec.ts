import type { Comparable } from '../ports/stuck-repository';
import {
  WorkflowsUnreachable,
  type WorkflowInspector,
  type WorkflowSight,
} from '../ports/workflow-inspector';
import { lookAtAll, type Lookout } from './sightings';

const MANY = 300;
const TURNS = 12;
const SIGHT = { state: 'running', hasMoved: true, task: null, retrying: [] } as const;

interface Watched extends Lookout {
  /** The cases looked at since the last call. */
  seen(): string[];
  /** How often timers were asked for since the beginning. */
  asked(): number;
}

function watched(
  look: (caseId: string) => WorkflowSight,
  patience = Infinity,
  hasTimer = true,
): Watched {
  let seen: string[] = [];
  let asked = 0;
  const workflows: WorkflowInspector = {
    answers: () => Promise.resolve(true),
    idOf: (followed) => Object.values(followed).join(),
    patience: () => () => seen.length < patience,
    ringsBy: () => {
      asked += 1;
      return Promise.resolve(hasTimer);
    },
    look: (followed) => {
      const id = Object.values(followed).join();
      seen.push(id);
      return Promise.resolve(look(id));
    },
  };
  return {
    workflows,
    looks: new Map(),
    asked: () => asked,
    seen() {
      const before = seen;
      seen = [];
      return before;
    },
  };
}

function cases(count: number, change: Partial<Comparable> = {}): Comparable[] {
  return Array.from({ length: count }, (_, place) => ({
    ...{
      caseId: `case-${place}`,
      authorization: null,
      needed: true,
      isFollowed: false,
      caseVersion: 1,
    },
    ...{ outlook: '1', stepAt: null, inTurn: false },
    ...change,
  }));
}

const resting = (): WorkflowSight => ({ ...SIGHT, atRest: true });
const working = (): WorkflowSight => ({ ...SIGHT, atRest: false });

it('checks each of a few workflows every time', async () => {
  const lookout = watched(resting);
  await lookAtAll(lookout, cases(3));
  await lookAtAll(lookout, cases(3));
  expect(lookout.seen()).toHaveLength(6);
});

it('checks all of many workflows in twelve turns once they were seen at rest, and reports each', async () => {
  const lookout = watched(resting);
  await lookAtAll(lookout, cases(MANY));
  const first = lookout.seen();
  const told = [];
  const turns = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    told.push((await lookAtAll(lookout, cases(MANY))).sightings.length);
    turns.push(lookout.seen());
  }
  expect(told).toEqual(Array.from({ length: TURNS }, () => MANY));
  expect(turns.map(({ length }) => length)).toEqual(
    Array.from({ length: TURNS }, () => MANY / TURNS),
  );
  expect(turns.flat().sort()).toEqual(first.sort());
});

it.each([
  ['has changed', resting, { outlook: '2' }],
  ['has something due', resting, { outlook: null }],
  ['was at work', working, {}],
])('checks what %s every time', async (_, look, change) => {
  const lookout = watched(look);
  await lookAtAll(lookout, cases(MANY));
  lookout.seen();
  await lookAtAll(lookout, cases(MANY, change));
  expect(lookout.seen()).toHaveLength(MANY);
});

it('starts with what has something due', async () => {
  const lookout = watched(resting);
  const due = cases(1, { outlook: null, caseId: 'due' });
  await lookAtAll(lookout, [...cases(MANY), ...due]);
  expect(lookout.seen()[0]).toBe('due');
});

it('continues, after a timeout, with what was not checked yet', async () => {
  const lookout = watched(working, 200);
  const { sightings } = await lookAtAll(lookout, cases(MANY));
  const first = lookout.seen();
  await lookAtAll(lookout, cases(MANY));
  const both = new Set([...first, ...lookout.seen()]);
  expect([sightings.length, both.size]).toEqual([first.length, MANY]);
});

it('reports no workflow while Temporal is unreachable', async () => {
  const lookout = watched(() => {
    throw new WorkflowsUnreachable('Temporal does not answer');
  });
  expect(await lookAtAll(lookout, cases(MANY))).toEqual({ sightings: [], reachable: false });
});

describe('a workflow that rests until its next step', () => {
  const STEP = { stepAt: new Date('2027-03-25T10:00:00Z') };
  const lacking = async (lookout: Watched, subjects: Comparable[]) =>
    (await lookAtAll(lookout, subjects)).sightings.filter(({ lacksTimer }) => lacksTimer).length;

  it('is reported at each check while no timer is set for it', async () => {
    const lookout = watched(resting, Infinity, false);
    expect([
      await lacking(lookout, cases(2, STEP)),
      await lacking(lookout, cases(2, STEP)),
    ]).toEqual([2, 2]);
  });

  it('is asked for its timer only once while it rests', async () => {
    const lookout = watched(resting);
    for (let look = 0; look < 3; look += 1) await lacking(lookout, cases(2, STEP));
    expect(lookout.asked()).toBe(2);
  });

  it.each([
    ['is at work', working, STEP],
    ['has something due', resting, { ...STEP, outlook: null }],
    ['waits only for people', resting, { stepAt: null }],
  ])('is not asked for its timer if it %s', async (_, look, change) => {
    const lookout = watched(look, Infinity, false);
    expect([await lacking(lookout, cases(2, change)), lookout.asked()]).toEqual([0, 0]);
  });
});

describe('authorizations in their turn', () => {
  const turn = cases(MANY, { inTurn: true, authorization: 'AU-1' }).map((each, place) => ({
    ...each,
    authorization: `AU-${place}`,
  }));

  it('are checked every time, even if they were seen at rest', async () => {
    const lookout = watched(resting);
    await lookAtAll(lookout, turn);
    lookout.seen();
    await lookAtAll(lookout, turn);
    expect(lookout.seen()).toHaveLength(MANY);
  });

  it('are checked in order, after everything that is nearer', async () => {
    const lookout = watched(resting, 100);
    await lookAtAll(lookout, [...turn, ...cases(50)]);
    const seen = lookout.seen();
    expect(seen.slice(0, 50).every((id) => id.startsWith('case-'))).toBe(true);
    expect(seen.slice(50, 53)).toEqual(['AU-0', 'AU-1', 'AU-2']);
  });
});
