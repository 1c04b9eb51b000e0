import type { Atom } from '../compilation/atom';
import { ABSENT, everyWord, slot, type Slots } from '../compilation/fact-readers';
import type { LaidCoupling, LaidFact, Layout } from '../compilation/layout';
import type { ClauseTest } from '../language/definition';
import type { Facts } from '../language/determination';
import { valueAt } from '@assent/vocabulary';
import { UNLISTED_AGENT, UNLISTED_CODE, type ValueSets } from '../language/value-sets';
import { MET, NOT_MET, UNKNOWN, type Value } from '../language/verdict';
import { absentNumbers, eachAgent, namedAgents, openNumbers } from './representative-values';

/**
 * A fact, or a pair of facts that settle each other, as one variable of the search for what to ask.
 * Usable values that give all clause tests the same results are one option.
 */
export interface Variable {
  readonly facts: readonly LaidFact[];
  readonly atoms: readonly Atom[];
  /** What the variable can still become; null if all of it is known. */
  domain(facts: Facts, slots: Slots): Domain | null;
}

export interface Domain {
  /** Identifies this domain among those of the variable. */
  readonly key: string;
  /** The facts to ask for; an option has a choice for each. */
  readonly asked: readonly LaidFact[];
  readonly options: readonly Option[];
}

export interface Option {
  /** The choice for each asked fact; `LEFT_UNKNOWN`, or one of its usable values. */
  readonly choices: readonly number[];
  /** The value of each atom of the variable. */
  readonly values: readonly Value[];
}

export const LEFT_UNKNOWN = 0;

/** The variables that some atoms read, most widely read first. */
export function variablesOf(
  atoms: readonly Atom[],
  layout: Layout,
  sets: ValueSets,
): readonly Variable[] {
  const byLead = new Map<LaidFact, Atom[]>();
  for (const atom of atoms) {
    const lead = layout.couplingOf(atom.fact)?.facts[0] ?? atom.fact;
    byLead.set(lead, [...(byLead.get(lead) ?? []), atom]);
  }
  const variables = [...byLead].map(([lead, read]) => {
    const coupling = layout.couplingOf(lead);
    return coupling === undefined
      ? singleVariable(lead, read, layout, sets)
      : coupledVariable(coupling, read, layout, sets);
  });
  return variables.sort((a, b) => b.atoms.length - a.atoms.length);
}

function singleVariable(
  fact: LaidFact,
  atoms: readonly Atom[],
  layout: Layout,
  sets: ValueSets,
): Variable {
  const tests = atoms.map(({ test }) => test);
  const optionsFor = (
    current: readonly number[],
    usable: readonly (readonly number[])[],
  ): Option[] =>
    distinct(
      [current, ...usable].map((numbers, index) => ({
        choices: [index === 0 ? LEFT_UNKNOWN : index],
        values: valuesAt(atoms, fact, numbers, layout),
      })),
    );
  const absent: Domain = {
    key: '?',
    asked: [fact],
    options: optionsFor(fact.reader.unknown, absentNumbers(fact, tests, sets)),
  };
  return {
    facts: [fact],
    atoms,
    domain: (facts, slots) => {
      const current = fact.reader.unknown.map((_, index) => slot(slots, fact.at + index));
      if (current.every((number, index) => Object.is(number, fact.reader.unknown[index]))) {
        return absent;
      }
      const usable = openNumbers(fact, valueAt(facts, fact.path), current, tests, sets);
      if (usable === null) return null;
      const key = usable.map((numbers) => numbers.join()).join(';');
      return {
        key: `${current.join()}|${key}`,
        asked: [fact],
        options: optionsFor(current, usable),
      };
    },
  };
}

function valuesAt(
  atoms: readonly Atom[],
  fact: LaidFact,
  numbers: readonly number[],
  layout: Layout,
): Value[] {
  const slots = layout.blank();
  slots.set(numbers, fact.at);
  return atoms.map(({ read }) => read(slots));
}

/** One option per vector of values, besides the one left unknown. */
function distinct(options: readonly Option[]): Option[] {
  const seen = new Set<string>();
  return options.filter(({ choices, values }) => {
    const left = choices.includes(LEFT_UNKNOWN);
    const key = left ? 'left unknown' : values.join();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function coupledVariable(
  coupling: LaidCoupling,
  atoms: readonly Atom[],
  layout: Layout,
  sets: ValueSets,
): Variable {
  const [first, second] = coupling.facts;
  const tests = atoms.map(({ test }) => test);
  const domains = new Map<string, Domain | null>();
  const build = (key: string, a: number, b: number): Domain | null => {
    const pairs = usablePairs(coupling, a, b, tests, layout, sets);
    if (pairs.asked.length === 0) return null;
    const options = pairs.numbers.map(({ choices, numbers }) => {
      const slots = layout.blank();
      [slots[first.at], slots[second.at]] = numbers;
      coupling.settle(slots);
      return { choices, values: atoms.map(({ read }) => read(slots)) };
    });
    return { key, asked: pairs.asked, options };
  };
  return {
    facts: coupling.facts,
    atoms,
    domain: (_facts, slots) => {
      const a = slot(slots, first.at);
      const b = slot(slots, second.at);
      const key = `${a},${b}`;
      const found = domains.get(key) ?? build(key, a, b);
      domains.set(key, found);
      return found;
    },
  };
}

interface Pairs {
  readonly asked: readonly LaidFact[];
  readonly numbers: readonly {
    readonly choices: readonly number[];
    readonly numbers: readonly [number, number];
  }[];
}

/**
 * What a coupled pair at `a` and `b` can become with no known fact changed. An example: with the
 * code C90.00 known and the condition open, only the condition is asked for; it can stay open, or
 * become a condition that agrees with the code. With both open, both are asked for, and the pairs
 * are each code with each condition that agrees with it, or with either left open.
 */
function usablePairs(
  coupling: LaidCoupling,
  a: number,
  b: number,
  tests: readonly ClauseTest[],
  layout: Layout,
  sets: ValueSets,
): Pairs {
  const [first, second] = coupling.facts;
  switch (coupling.kind) {
    case 'code-tells-condition': {
      const words = second.definition.type === 'word' ? second.definition.words : [];
      const agree = (code: number, condition: number): boolean =>
        code === UNLISTED_CODE || ((layout.wordsOfClass[code] ?? 0) & condition) !== 0;
      const conditionKnown = b !== everyWord(words);
      const codeKnown = a !== ABSENT && (!conditionKnown || agree(a, b));
      return pairUp(
        { fact: first, number: a, usable: codeKnown ? null : [...layout.wordsOfClass.keys()] },
        {
          fact: second,
          number: b,
          usable: conditionKnown ? null : words.map((_, bit) => 1 << bit),
        },
        agree,
      );
    }
    case 'flag-excludes-agent': {
      const agents = [0, UNLISTED_AGENT, ...eachAgent(namedAgents(tests, sets))];
      return pairUp(
        { fact: first, number: a, usable: a === UNKNOWN ? [NOT_MET, MET] : null },
        { fact: second, number: b, usable: b === ABSENT ? agents : null },
        (flag, agent) => flag !== MET || agent === 0,
      );
    }
    case 'reason-implies-flag': {
      if (a === NOT_MET || b === MET) return { asked: [], numbers: [] };
      // No answer, or a specific reason, or else that the flag is false.
      const answers = [[a, b] as const, [a, MET] as const];
      const usable = a === UNKNOWN ? [...answers, [NOT_MET, b] as const] : answers;
      return {
        asked: [second],
        numbers: usable.map((numbers, index) => ({ choices: [index], numbers })),
      };
    }
  }
}

/** One fact of a pair, and the usable numbers it can become; null if known. */
interface Side {
  readonly fact: LaidFact;
  readonly number: number;
  readonly usable: readonly number[] | null;
}

/** Every allowed pair of numbers; a fact left unknown goes with everything. */
function pairUp(
  first: Side,
  second: Side,
  agree: (first: number, second: number) => boolean,
): Pairs {
  const sides = [first, second].filter(({ usable }) => usable !== null);
  const numbers = alternatives(first).flatMap((a) =>
    alternatives(second)
      .filter((b) => a.left || b.left || agree(a.number, b.number))
      .map((b) => ({
        choices: [...a.choices, ...b.choices],
        numbers: [a.number, b.number] as const,
      })),
  );
  return { asked: sides.map(({ fact }) => fact), numbers };
}

interface Alternative {
  readonly number: number;
  readonly left: boolean;
  /** The choice that this is; none if known. */
  readonly choices: readonly number[];
}

function alternatives({ number, usable }: Side): readonly Alternative[] {
  if (usable === null) return [{ number, left: false, choices: [] }];
  return [number, ...usable].map((each, index) => ({
    number: each,
    left: index === LEFT_UNKNOWN,
    choices: [index],
  }));
}
