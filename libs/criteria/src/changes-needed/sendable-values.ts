import type { CalendarDate } from '@assent/domain';
import { isMembers } from '@assent/vocabulary';
import type { LaidFact } from '../compilation/layout';
import type { ClauseTest } from '../language/definition';
import { UNLISTED_AGENT, type Agents } from '../language/value-sets';
import type { Guideline } from '../loading/guideline';
import { absentNumbers, eachAgent } from '../missing-facts/representative-values';

/** A text that counts as specific; whoever reads it knows that the prescriber's own words go there. */
const SPECIFIC = 'specified by the prescriber';
const ANOTHER_AGENT = 'another agent';
const ANOTHER_PLAN = 'another health plan';
/** With more entries of a list, all of them change together. */
const MAX_SINGLE_ENTRIES = 4;

/**
 * Values that a request could state of a fact, at least one for each result of the tests that can
 * help to meet them. Lists start from what is known: an entry is completed or corrected before a
 * whole list is replaced.
 * @param given the fact as known; undefined or null if unknown
 */
export function sendableValues(
  { sets, definition }: Pick<Guideline, 'sets' | 'definition'>,
  fact: LaidFact,
  given: unknown,
  tests: readonly ClauseTest[],
  asOf: CalendarDate,
): readonly unknown[] {
  const { definition: declared } = fact;
  const generics = Object.keys(definition['value-sets'].agents);
  const namesOf = (agents: Agents) => generics.filter((name) => (sets.agent(name) & agents) !== 0);
  const numbers = () => absentNumbers(fact, tests, sets).map(([first = 0]) => first);
  const entries = Array.isArray(given) ? given.filter((entry) => isMembers(entry)) : [];
  switch (declared.type) {
    case 'word':
      return declared.words;
    case 'boolean':
      return [true, false];
    case 'number':
      return numbers();
    case 'code':
      return definition['value-sets'].codes.flatMap(({ codes: [first] }) => first ?? []);
    case 'text':
      return [SPECIFIC];
    case 'texts':
      return [[SPECIFIC]];
    case 'agent':
      return numbers().flatMap((agents) => namesOf(agents).slice(0, 1));
    case 'agents':
      return numbers()
        .filter((agents) => (agents & UNLISTED_AGENT) === 0)
        .map(namesOf);
    case 'therapies': {
      const states = absentNumbers(fact, tests, sets);
      const lists = states.map(([, adequate = 0, , agents = 0]) =>
        Array.from({ length: adequate }, (_, index) => {
          const named = index === 0 ? eachAgent(agents).flatMap(namesOf) : [];
          return {
            agents: named.length > 0 ? named : [ANOTHER_AGENT],
            adequateDuration: true,
          };
        }),
      );
      const corrected = entries.length > 0 ? correctedEntries(entries) : [];
      return [...corrected, ...distinct(lists.filter((list) => list.length > 0))].flatMap((list) =>
        withProgression(list, asOf),
      );
    }
    case 'authorizations': {
      const dated = entries.map((entry) => ({ approvedOn: asOf, ...entry }));
      const another = { payer: ANOTHER_PLAN, approvedOn: asOf };
      return entries.length > 0 ? [dated, [...entries, another]] : [[another]];
    }
  }
}

type Entry = Readonly<Record<string, unknown>>;

/** The list with each choice of entries that lasted long enough, fewest corrections first. */
function correctedEntries(entries: readonly Entry[]): (readonly Entry[])[] {
  const wrong = entries.flatMap(({ adequateDuration }, index) =>
    adequateDuration === true ? [] : [index],
  );
  const choices =
    wrong.length > MAX_SINGLE_ENTRIES
      ? [[], wrong]
      : wrong.reduce<number[][]>(
          (some, index) => [...some, ...some.map((chosen) => [...chosen, index])],
          [[]],
        );
  return choices
    .sort((a, b) => a.length - b.length)
    .map((chosen) =>
      entries.map((entry, index) =>
        chosen.includes(index) ? { ...entry, adequateDuration: true } : entry,
      ),
    );
}

/** The list as it is, and with a progression at the end of its last entry. */
function withProgression(list: readonly Entry[], asOf: CalendarDate): (readonly Entry[])[] {
  const last = list.at(-1);
  if (last === undefined) return [list];
  const ended = last['endedOn'] ?? null;
  const progressed = { ...last, endedOn: ended, progressedOn: ended ?? asOf };
  return [list, [...list.slice(0, -1), progressed]];
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
