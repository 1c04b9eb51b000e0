import fc from 'fast-check';
import type { Desk } from '../support/desk';
import { unique } from '../support/requests';
import { differences, mailFaults } from './comparison';
import {
  currentOf,
  isPossible,
  isStillAhead,
  opened,
  verdictOn,
  type Act,
  type Answer,
  type Person,
  type State,
} from './model';
import { clearQueue, recorded, type Recorded } from './record';
import { begin, perform, START, type Beginning, type System } from './system';

/** What the model holds of one run. */
interface Model {
  state: State;
}

/** The system of one run, with the ids of its cases, oldest first. */
interface Real {
  readonly system: System;
  readonly caseIds: string[];
}

/** An act on both the model and the system, which have to agree on what it leads to. */
class Step implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly act: Act) {}

  check({ state }: Readonly<Model>): boolean {
    return isPossible(state, this.act) && (isStillAhead(state) || !mayApprove(this.act));
  }

  async run(model: Model, { system, caseIds }: Real): Promise<void> {
    const { act } = this;
    const key = `model-${unique()}`;
    const verdict = verdictOn(model.state, act, key);
    const should = 'refused' in verdict ? verdict.refused : 'accepted';
    const after = 'then' in verdict ? verdict.then : model.state;
    const became = await perform(system, act, key, after.now);
    if (became !== should) throw new Error(`${this.toString()}: ${became}, not ${should}`);
    if (act.do === 'renew') caseIds.push(system.caseId);
    const found = await recorded(system.desk, system.caseId, after.now);
    const stepped = 'then' in verdict ? withSteps(after, found, verdict.steps ?? 0) : after;
    const faults = [
      ...differences(found, stepped, caseIds),
      ...mailFaults(found, system.taken, act),
    ];
    if (faults.length > 0) throw new Error(`${this.toString()}: ${faults.join('; ')}`);
    model.state = told(stepped, found);
  }

  toString(): string {
    const { do: what, ...how } = this.act;
    return [what, ...Object.values(how).map((each) => JSON.stringify(each))].join(' ');
  }
}

function mayApprove(act: Act): boolean {
  return act.do === 'answer' || (act.do === 'decide' && act.decision.startsWith('approve'));
}

/** The model with those steps of software that it allows, as many as were taken, on whichever appeal. */
function withSteps(state: State, { version, appeals: recorded }: Recorded, atMost: number): State {
  const one = currentOf(state);
  const steps = version - one.version;
  if (steps <= 0 || steps > atMost) return state;
  const taken = one.appeals.map(
    (appeal, place) => (recorded[place]?.version ?? 0) - appeal.version,
  );
  const isExplained =
    taken.every((count) => count >= 0) && taken.reduce((sum, count) => sum + count, 0) <= steps;
  const appeals = one.appeals.map((appeal, place) =>
    isExplained ? { ...appeal, version: appeal.version + taken[place]! } : appeal,
  );
  return { ...state, cases: [...state.cases.slice(0, -1), { ...one, version, appeals }] };
}

/** The model with what the record tells it: when what is due. */
function told(state: State, { dueAt, answerDueAt, appeals, letters }: Recorded): State {
  const one = currentOf(state);
  const current = {
    ...one,
    dueAt,
    answerDueAt,
    appeals: one.appeals.map((appeal, place) => ({ ...appeal, dueAt: appeals[place]!.dueAt })),
    sentLetters: letters.filter(({ isSent }) => isSent).length,
  };
  return { ...state, cases: [...state.cases.slice(0, -1), current] };
}

const people = (...persons: Person[]) => fc.constantFrom(...persons);
const facts = fc.record({
  symptoms: fc.boolean(),
  capsules: fc.constantFrom(3 as const, 4 as const),
  contradicted: fc.boolean(),
  response: fc.constant(false),
});

const NOT_MET = { symptoms: true, capsules: 4, contradicted: false, response: false } as const;
const MET = { ...NOT_MET, capsules: 3 } as const;

const DENY = { do: 'decide', by: 'maya', decision: 'deny', keys: 'both', sees: 'now' } as const;
const APPROVE_LESS = { ...DENY, by: 'pia', decision: 'approve-less' } as const;
const APPEAL = { do: 'appeal', from: 'member' } as const;
const UPHOLD = {
  do: 'decide-appeal',
  by: 'max',
  verdict: 'uphold',
  isSigned: true,
  sees: 'now',
} as const;
const MISS = { do: 'wait', until: 'decision' } as const;
const MAIL = { do: 'mail', server: 'takes' } as const;

/** How far a case has come before the acts of a run: by chance alone, few would come to an appeal. */
const PASTS: readonly (readonly Act[])[] = [
  [],
  [DENY],
  [DENY, MAIL],
  [APPROVE_LESS],
  [MISS],
  [DENY, APPEAL],
  [APPROVE_LESS, APPEAL],
  [MISS, APPEAL],
  [MISS, APPEAL, DENY],
  [DENY, APPEAL, UPHOLD],
  [MISS, APPEAL, { do: 'wait', until: 'appeal' }, { do: 'forward-appeal' }],
  [DENY, APPEAL, UPHOLD, { do: 'forward-appeal' }],
];

const by = fc.oneof(
  { weight: 4, arbitrary: people('ivy') },
  { weight: 1, arbitrary: people('max') },
);
const lineOfBusiness = fc.constantFrom('commercial', 'medicare-advantage');

const beginning: fc.Arbitrary<Beginning> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ facts, by, lineOfBusiness, past: fc.constant([]) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      facts: fc.constant(NOT_MET),
      by: people('ivy'),
      lineOfBusiness,
      past: fc.constantFrom(...PASTS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      facts: fc.constant(MET),
      by,
      lineOfBusiness,
      past: fc.constant([{ do: 'renew' } as const]),
    }),
  },
);

const answers: readonly Answer[] = [
  { symptoms: true },
  { response: true },
  { capsules: 3 },
  { capsules: 4 },
  { contradicted: true },
];

const sees = fc.oneof(
  { weight: 9, arbitrary: fc.constant('now' as const) },
  { weight: 1, arbitrary: fc.constant('before' as const) },
);

const acts: readonly fc.WeightedArbitrary<Act>[] = [
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('answer'),
      by: people('ivy', 'pia'),
      gives: fc.constantFrom(...answers),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('decide'),
      by: people('maya', 'maya', 'max', 'pia', 'ivy', 'ada', 'assent'),
      decision: fc.constantFrom(
        'approve',
        'approve-less',
        'approve-less',
        'deny',
        'deny',
        'deny',
        'ask',
      ),
      keys: fc.constantFrom(
        'both',
        'both',
        'both',
        'both',
        'no license',
        'no letter',
        'another letter',
      ),
      sees,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('claim'), by: people('pia', 'maya') }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('hand-up'), by: people('pia', 'paul', 'maya') }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hand-back'), by: people('maya', 'pia') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('request-call') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('record-call'),
      outcome: fc.constantFrom('held', 'plan-missed'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('appeal'),
      from: fc.constantFrom('member', 'prescriber', 'representative'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('decide-appeal'),
      by: people('max', 'max', 'mia', 'maya', 'pia'),
      verdict: fc.constantFrom('uphold', 'overturn', 'partly-overturn'),
      isSigned: fc.constantFrom(true, true, true, false),
      sees,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw-appeal') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('forward-appeal') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('outside-review'),
      outcome: fc.constantFrom('upheld', 'overturned', 'partly-overturned'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      until: fc.constantFrom('answer', 'decision', 'appeal', 'morning'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('mail'),
      server: fc.constantFrom('takes', 'takes', 'is away'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('come-back') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('renew') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('repeat'),
      as: fc.constantFrom('same', 'another person', 'another content'),
    }),
  },
];

const steps = acts.map(({ arbitrary, weight }) => ({
  weight,
  arbitrary: arbitrary.map((act) => new Step(act)),
}));

/** What a failure prints, to have the same run again: `SEED`, `RUN_PATH` and `REPLAY_PATH`. */
const SEED = process.env['SEED'];
const RUN_PATH = process.env['RUN_PATH'];
const REPLAY_PATH = process.env['REPLAY_PATH'];

/** Some runs, with their name for a test. */
export interface Runs {
  readonly numRuns: number;
  readonly seed: number;
  readonly named: string;
}

/** How many runs there are, and from which seed, unless `RUNS` and `SEED` set others. */
export function runsOf(usual: number, usualSeed: number): Runs {
  const numRuns = Number(process.env['RUNS'] ?? usual);
  const seed = Number(SEED ?? usualSeed);
  return { numRuns, seed, named: `${numRuns} runs, seed ${seed}` };
}

/**
 * Runs of the system beside the model; it throws at the first in which they differ.
 * @param maxActs of each run, after its past
 */
export async function compareRuns(
  desk: Desk,
  { numRuns, seed }: Runs,
  maxActs: number,
): Promise<void> {
  const commands = fc.commands([fc.oneof(...steps)], {
    maxCommands: maxActs,
    size: 'max',
    ...(REPLAY_PATH !== undefined && { replayPath: REPLAY_PATH }),
  });
  await fc.assert(
    fc.asyncProperty(beginning, commands, async (began, sequence) => {
      await clearQueue(desk);
      await fc.asyncModelRun(() => startOf(desk, began), sequence);
    }),
    { numRuns, seed, ...(RUN_PATH !== undefined && { path: RUN_PATH }) },
  );
}

/** A case in both, as far as it has come. */
async function startOf(desk: Desk, began: Beginning): Promise<{ model: Model; real: Real }> {
  const system = await begin(desk, began);
  const now = START.getTime();
  const one = opened(began.facts, began.by, now);
  const state = { now, cases: [{ ...one, keys: [system.last.command.key] }] };
  const found = await recorded(desk, system.caseId, now);
  const faults = differences(found, state, [system.caseId]);
  if (faults.length > 0) throw new Error(`opened: ${faults.join('; ')}`);
  const start = {
    model: { state: told(state, found) },
    real: { system, caseIds: [system.caseId] },
  };
  for (const act of began.past) await new Step(act).run(start.model, start.real);
  return start;
}
