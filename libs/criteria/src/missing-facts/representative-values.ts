import {
  ABSENT,
  NO_PROGRESSION,
  STILL_ON_IT,
  THERAPIES,
  agentsIn,
} from '../compilation/fact-readers';
import type { LaidFact } from '../compilation/layout';
import type { ClauseTest } from '../language/definition';
import { isMembers } from '@assent/vocabulary';
import { isInRange, type Range } from '../language/number-range';
import { UNLISTED_AGENT, type Agents, type ValueSets } from '../language/value-sets';
import { MET, NOT_MET, UNKNOWN } from '../language/verdict';

/**
 * Usable values that represent all others: whatever a request may still say of a fact, one of these
 * gives every clause test the same result. Given as the numbers of `readings`.
 */
type Numbers = readonly number[];

/** Representative values of a wholly unknown fact. */
export function absentNumbers(
  fact: LaidFact,
  tests: readonly ClauseTest[],
  sets: ValueSets,
): readonly Numbers[] {
  const { definition } = fact;
  switch (definition.type) {
    case 'word':
      return definition.words.map((_, bit) => [1 << bit]);
    case 'boolean':
    case 'texts':
      return [[NOT_MET], [MET]];
    case 'number':
      return numbersAround(limitsOf(tests), definition.range).map((number) => [number]);
    case 'code':
      return sets.conditionsOfClass.map((_, codeClass) => [codeClass]);
    case 'text':
      return [[MET]];
    case 'agents':
      return regimens(tests, sets).map((agents) => [agents]);
    case 'agent':
      return [0, UNLISTED_AGENT, ...eachAgent(namedAgents(tests, sets))].map((agent) => [agent]);
    case 'therapies':
      return therapyNumbers(1, everyTherapyState(tests, sets), [STILL_ON_IT, NO_PROGRESSION]);
    case 'authorizations':
      return [Infinity, ...yearsOf(tests)].map((latest) => [1, latest, 0]);
  }
}

/** Representative values of a partly known fact, by its open parts; null if none is open. */
export function openNumbers(
  fact: LaidFact,
  given: unknown,
  current: Numbers,
  tests: readonly ClauseTest[],
  sets: ValueSets,
): readonly Numbers[] | null {
  switch (fact.definition.type) {
    case 'therapies':
      return openTherapies(Array.isArray(given) ? given : [], current, tests, sets);
    case 'authorizations': {
      const [entries = ABSENT, latest = Infinity, undated = 0] = current;
      if (undated === 0) return null;
      return [Infinity, ...yearsOf(tests)].map((years) => [entries, Math.min(latest, years), 0]);
    }
    case 'text':
    case 'texts':
      // Not specific, yet it contradicts itself: still unknown.
      return current[0] === UNKNOWN ? absentNumbers(fact, tests, sets) : null;
    default:
      return null;
  }
}

/** What counts in a list of therapies: how many are adequate, and the agents in those. */
interface TherapyState {
  readonly adequate: number;
  readonly agents: Agents;
}

function therapyNumbers(
  entries: number,
  states: readonly TherapyState[],
  lapses: readonly number[],
): readonly Numbers[] {
  return states.flatMap(({ adequate, agents }) =>
    lapses.map((lapse) => [entries, adequate, 0, agents, 0, lapse]),
  );
}

function everyTherapyState(tests: readonly ClauseTest[], sets: ValueSets): TherapyState[] {
  const agents = [...unions(eachAgent(namedAgents(tests, sets)), tests, sets).values()];
  const counts = Array.from({ length: mostCounted(tests) }, (_, index) => index + 1);
  return [
    { adequate: 0, agents: 0 },
    ...counts.flatMap((adequate) => agents.map((each) => ({ adequate, agents: each }))),
  ];
}

/**
 * The open parts of a list of therapies are unknown adequacies and the end and progression of the
 * last entry. States that no test distinguishes are one, so that their number does not grow with
 * the list.
 *
 * An example: one adequate therapy with drug A, one of unknown adequacy with drug B. It can become
 * one adequate therapy with A, or two with both; a third of unknown adequacy with B adds no state if
 * no test counts beyond two.
 */
function openTherapies(
  given: readonly unknown[],
  current: Numbers,
  tests: readonly ClauseTest[],
  sets: ValueSets,
): readonly Numbers[] | null {
  const at = (index: number): number => current[index] ?? 0;
  const lapse = at(THERAPIES.lapse);
  if (at(THERAPIES.open) === 0 && !Number.isNaN(lapse)) return null;
  const most = mostCounted(tests);
  const start: TherapyState = {
    adequate: Math.min(at(THERAPIES.adequate), most),
    agents: at(THERAPIES.adequateAgents),
  };
  const states = new Map([[stateKey(start, tests, sets), start]]);
  for (const agents of openEntries(given, sets)) {
    for (const state of [...states.values()]) {
      const grown = { adequate: Math.min(state.adequate + 1, most), agents: state.agents | agents };
      states.set(stateKey(grown, tests, sets), grown);
    }
  }
  const lapses = Number.isNaN(lapse) ? [STILL_ON_IT, NO_PROGRESSION] : [lapse];
  return therapyNumbers(given.length, [...states.values()], lapses);
}

function openEntries(given: readonly unknown[], sets: ValueSets): Agents[] {
  return given.flatMap((entry) => {
    if (!isMembers(entry) || typeof entry['adequateDuration'] === 'boolean') return [];
    return [Array.isArray(entry['agents']) ? agentsIn(entry['agents'], sets) : 0];
  });
}

function stateKey(state: TherapyState, tests: readonly ClauseTest[], sets: ValueSets): string {
  return `${state.adequate}:${setsMet(state.agents, tests, sets)}`;
}

/** No test distinguishes more adequate therapies than this. */
function mostCounted(tests: readonly ClauseTest[]): number {
  return tests.reduce(
    (most, test) => (test.test === 'adequate-therapies' ? Math.max(most, test.atLeast) : most),
    1,
  );
}

/** Every set that a test names exactly, and for the others one list per way to meet them. */
function regimens(tests: readonly ClauseTest[], sets: ValueSets): Agents[] {
  const exact = tests.flatMap((test) =>
    test.test === 'regimen-is' ? [sets.agentSet(test.agents) ?? 0] : [],
  );
  const excluding = tests.filter((test) => test.test === 'regimen-without');
  const others = unions(eachAgent(namedAgents(excluding, sets)), excluding, sets);
  return [...exact, ...[...others.values()].map((agents) => agents | UNLISTED_AGENT)];
}

/** Some agents for each combination of named sets that agents can meet together. */
function unions(
  agents: readonly Agents[],
  tests: readonly ClauseTest[],
  sets: ValueSets,
): ReadonlyMap<string, Agents> {
  const found = new Map<string, Agents>([[setsMet(0, tests, sets), 0]]);
  for (const agent of agents) {
    for (const some of [...found.values()]) {
      const key = setsMet(some | agent, tests, sets);
      if (!found.has(key)) found.set(key, some | agent);
    }
  }
  return found;
}

/** Which of the tests' named sets have one of these agents. */
function setsMet(agents: Agents, tests: readonly ClauseTest[], sets: ValueSets): string {
  return tests
    .map((test) => ('agents' in test && ((sets.agentSet(test.agents) ?? 0) & agents) !== 0 ? 1 : 0))
    .join('');
}

export function namedAgents(tests: readonly ClauseTest[], sets: ValueSets): Agents {
  return tests.reduce(
    (agents, test) => ('agents' in test ? agents | (sets.agentSet(test.agents) ?? 0) : agents),
    0,
  );
}

export function eachAgent(agents: Agents): Agents[] {
  const each: Agents[] = [];
  for (let rest = agents; rest !== 0; rest &= rest - 1) each.push(rest & -rest);
  return each;
}

function yearsOf(tests: readonly ClauseTest[]): number[] {
  return tests.flatMap((test) => (test.test === 'approved-within' ? [test.years] : []));
}

function limitsOf(tests: readonly ClauseTest[]): number[] {
  const limits = tests.flatMap((test) => ('limit' in test ? [test.limit] : []));
  return [...new Set(limits)].sort((a, b) => a - b);
}

/** Valid numbers at, between and beyond the limits. */
function numbersAround(limits: readonly number[], range: Range): number[] {
  const between = limits.map((limit, index) => ((limits[index - 1] ?? 0) + limit) / 2);
  const beyond = limits.map((limit) => Math.floor(limit) + 1);
  const candidates = [...limits, ...limits.map(Math.floor), ...between, ...beyond];
  return candidates.filter((number) => isInRange(number, range));
}
