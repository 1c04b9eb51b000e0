import { endAuthorization, type CaseRecord, type Member, type Ports } from '@assent/application';
import type { LineOfBusiness, Result } from '@assent/domain';
import fc from 'fast-check';
import { openDesk, type Desk } from '../support/desk';
import { CONTRADICTORY, MET } from '../support/facts';
import { inTurns } from '../support/in-turns';
import { decide, inform, INTAKE, open, opened, unique, withdraw } from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const { dosing, ...WITHOUT_DOSING } = MET;
const BORN = '1958-03-09';

/** A member's number, as it was before several things are done at once. */
interface Scene {
  readonly memberId: string;
  /** The case that was there before, and its authorization. */
  readonly first: CaseRecord | null;
  readonly authorization: string | null;
}

function person({ memberId }: Scene, givenName: string): Member {
  return { memberId, givenName, familyName: 'Brandt', birthDate: BORN };
}

const asks =
  (givenName: string, lineOfBusiness: LineOfBusiness, facts: CaseRecord['facts']) =>
  async (ports: Ports, scene: Scene) =>
    seen(await open(ports, { member: person(scene, givenName), lineOfBusiness, facts }));

const toFirst =
  (act: (ports: Ports, id: string) => Promise<Result<{ readonly record: CaseRecord }>>) =>
  async (ports: Ports, { first }: Scene) =>
    first === null ? 'nothing' : seen(await act(ports, first.id));

/** What is done at the same time, each named by its result. */
const acts = {
  'Ana asks, all met': asks('Ana', 'medicare-advantage', MET),
  'Ana asks, one fact missing': asks('Ana', 'medicare-advantage', WITHOUT_DOSING),
  'Zoe asks, all met': asks('Zoe', 'commercial', MET),
  'the first is answered': toFirst((ports, id) => inform(ports, id, { dosing })),
  'the first is denied': toFirst((ports, id) => decide(ports, id, 'deny', { clauses: ['I.1.c'] })),
  'the first is approved': toFirst((ports, id) => decide(ports, id, 'approve')),
  'the first is withdrawn': toFirst(withdraw),
  'the member died': async (ports: Ports, { authorization }: Scene) => {
    if (authorization === null) return 'nothing';
    const reason = 'member-died';
    const lastDay = '2026-11-22';
    const end = { number: authorization, reason, lastDay, actor: INTAKE } as const;
    const ended = await endAuthorization(ports)(end);
    return ended.ok ? 'ended' : ended.refusal.code;
  },
} satisfies Record<string, (ports: Ports, scene: Scene) => Promise<string>>;
type Act = keyof typeof acts;

const ASKING = ['Ana asks, all met', 'Ana asks, one fact missing', 'Zoe asks, all met'] as const;

/** How a number may be known already, and what may be done about its first case. */
const beginnings = {
  'is not known': { first: null, about: [] },
  'was only routed': { first: { facts: MET, lineOfBusiness: 'medicare-part-d' }, about: [] },
  'has a case that waits': {
    first: { facts: WITHOUT_DOSING },
    about: ['the first is answered', 'the first is withdrawn'],
  },
  'has a case in review': {
    first: { facts: CONTRADICTORY },
    about: ['the first is denied', 'the first is approved'],
  },
  'is approved': { first: { facts: MET }, about: ['the member died'] },
} as const satisfies Record<string, { first: object | null; about: readonly Act[] }>;
type Beginning = keyof typeof beginnings;

function seen(
  result: Result<
    { readonly record: CaseRecord } | { readonly view: { readonly record: CaseRecord } }
  >,
): string {
  if (!result.ok) return result.refusal.code;
  const { status, holds } = 'view' in result.value ? result.value.view.record : result.value.record;
  return [status, ...holds.map(({ id }) => id)].join(' ');
}

async function sceneOf(beginning: Beginning): Promise<Scene> {
  const scene: Scene = { memberId: `TURN-${unique()}`, first: null, authorization: null };
  const { first: asked } = beginnings[beginning];
  if (asked === null) return scene;
  const { record, authorization } = await opened(desk.ports, {
    member: person(scene, 'Ana'),
    ...asked,
  });
  return { ...scene, first: record, authorization: authorization?.number ?? null };
}

/** The result of two actions in sequence, by which one comes first. */
async function outcomesInSeries(beginning: Beginning, pair: Pair): Promise<readonly string[]> {
  const found: string[] = [];
  for (const first of [0, 1] as const) {
    const scene = await sceneOf(beginning);
    const told = ['', ''];
    for (const position of [first, 1 - first]) {
      told[position] = await acts[pair[position]!](desk.ports, scene);
    }
    found.push(told.join('; '));
  }
  return found;
}

type Pair = readonly [Act, Act];

function pairsAmong(all: readonly Act[]): readonly Pair[] {
  return all.flatMap((one, position) => all.slice(position).map((other) => [one, other] as const));
}

const everyPair = Object.entries(beginnings).flatMap(([beginning, { about }]) =>
  pairsAmong([...ASKING, ...about]).map((pair) => [beginning as Beginning, ...pair] as const),
);

describe('two simultaneous actions about a member who', () => {
  it.each(everyPair)(
    '%s end as if one came after the other: %s; %s',
    async (beginning, ...pair) => {
      const inSeries = await outcomesInSeries(beginning, pair);
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), async (scheduler) => {
          const scene = await sceneOf(beginning);
          const committed: number[] = [];
          const both = pair.map((act, position) =>
            acts[act](
              inTurns(desk.ports, scheduler, () => committed.push(position)),
              scene,
            ),
          );
          const became = (await scheduler.waitFor(Promise.all(both))).join('; ');
          const [first, second] = committed;
          // What changed nothing may have been answered before or after.
          expect(second === undefined ? inSeries : [inSeries[first!]]).toContain(became);
        }),
        { numRuns: 4 },
      );
    },
  );
});

describe('many simultaneous answers to one case', () => {
  it('are all saved', async () => {
    const { record } = await opened(desk.ports, { facts: WITHOUT_DOSING });
    const told = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        inform(desk.ports, record.id, { dosing: { capsuleStrengthMg: index % 2 ? 4 : 3 } }),
      ),
    );
    expect(new Set(told.map(seen))).toEqual(new Set(['pending-information']));
  });
});
