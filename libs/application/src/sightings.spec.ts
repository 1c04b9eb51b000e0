import { lookAtAll, type Lookout } from './sightings';
import type { Comparable } from './stuck-records';
import { WorkflowsUnreachable, type WorkflowLens, type WorkflowSight } from './workflow-lens';

const MANY = 300;
const SIGHT = { state: 'running', hasMoved: true, task: null, retrying: [] } as const;

interface Watched extends Lookout {
  /** The cases looked at since the last call. */
  seen(): string[];
}

function watched(look: (caseId: string) => WorkflowSight, patience = Infinity): Watched {
  let seen: string[] = [];
  const workflows: WorkflowLens = {
    answers: () => Promise.resolve(true),
    idOf: (followed) => Object.values(followed).join(),
    patience: () => () => seen.length < patience,
    look: (followed) => {
      const id = Object.values(followed).join();
      seen.push(id);
      return Promise.resolve(look(id));
    },
  };
  return {
    workflows,
    looks: new Map(),
    seen() {
      const before = seen;
      seen = [];
      return before;
    },
  };
}

function cases(count: number, change: Partial<Comparable> = {}): Comparable[] {
  return Array.from({ length: count }, (_, place) => ({
    ...{ caseId: `case-${place}`, authorization: null, needed: true, caseVersion: 1 },
    outlook: '1',
    ...change,
  }));
}

const resting = (): WorkflowSight => ({ ...SIGHT, atRest: true });
const working = (): WorkflowSight => ({ ...SIGHT, atRest: false });

it('looks at each of a few every time', async () => {
  const lookout = watched(resting);
  await lookAtAll(lookout, cases(3));
  await lookAtAll(lookout, cases(3));
  expect(lookout.seen()).toHaveLength(6);
});

it('looks at all of many in three turns once they were seen at rest, and tells of each', async () => {
  const lookout = watched(resting);
  await lookAtAll(lookout, cases(MANY));
  const first = lookout.seen();
  const told = [];
  const turns = [];
  for (let turn = 0; turn < 3; turn += 1) {
    told.push((await lookAtAll(lookout, cases(MANY))).sightings.length);
    turns.push(lookout.seen());
  }
  expect(told).toEqual([MANY, MANY, MANY]);
  expect(turns.map(({ length }) => length)).toEqual([MANY / 3, MANY / 3, MANY / 3]);
  expect(turns.flat().sort()).toEqual(first.sort());
});

it.each([
  ['has changed', resting, { outlook: '2' }],
  ['has something due', resting, { outlook: null }],
  ['was at work', working, {}],
])('looks at what %s, each time', async (_, look, change) => {
  const lookout = watched(look);
  await lookAtAll(lookout, cases(MANY));
  lookout.seen();
  await lookAtAll(lookout, cases(MANY, change));
  expect(lookout.seen()).toHaveLength(MANY);
});

it('begins with what has something due', async () => {
  const lookout = watched(resting);
  const due = cases(1, { outlook: null, caseId: 'due' });
  await lookAtAll(lookout, [...cases(MANY), ...due]);
  expect(lookout.seen()[0]).toBe('due');
});

it('goes on, when patience has ended, with what was not looked at', async () => {
  const lookout = watched(working, 200);
  const { sightings } = await lookAtAll(lookout, cases(MANY));
  const first = lookout.seen();
  await lookAtAll(lookout, cases(MANY));
  const both = new Set([...first, ...lookout.seen()]);
  expect([sightings.length, both.size]).toEqual([first.length, MANY]);
});

it('tells of nothing that it was not told', async () => {
  const lookout = watched(() => {
    throw new WorkflowsUnreachable('Temporal does not answer');
  });
  expect(await lookAtAll(lookout, cases(MANY))).toEqual({ sightings: [], reachable: false });
});
