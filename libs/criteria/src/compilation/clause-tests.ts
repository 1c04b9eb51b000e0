import { LINES_OF_BUSINESS } from '@assent/vocabulary';
import type { ClauseTest, NoteTest } from '../language/definition';
import { UNLISTED_CODE, type Agents, type ValueSets } from '../language/value-sets';
import { MET, NOT_MET, UNKNOWN, type Value } from '../language/verdict';
import type { Reading } from './atom';
import { ABSENT, AUTHORIZATIONS, TEXTS, THERAPIES, slot, wordBits } from './fact-readers';
import {
  LINE_OF_BUSINESS,
  REQUEST_TYPE,
  REQUEST_TYPES,
  type LaidFact,
  type Layout,
} from './layout';
import { comparison } from './quantities';

/** The fact type that each test reads. */
export const FACT_TYPE_OF_TEST = {
  'word-is': ['word'],
  'flag-is': ['boolean'],
  'at-most': ['number'],
  above: ['number'],
  below: ['number'],
  'not-among': ['number'],
  specific: ['text', 'texts'],
  'code-supports': ['code'],
  'regimen-is': ['agents'],
  'regimen-without': ['agents'],
  'agent-among': ['agent'],
  'names-agent': ['agent'],
  'adequate-therapies': ['therapies'],
  'adequate-therapy-with': ['therapies'],
  'progressed-within': ['therapies'],
  'contradicts-itself': ['text', 'texts'],
  'any-entries': ['therapies', 'authorizations'],
  'approved-within': ['authorizations'],
} as const satisfies Record<
  Extract<NoteTest, { readonly fact: string }>['test'],
  readonly LaidFact['definition']['type'][]
>;

function yes(condition: boolean): Value {
  return condition ? MET : NOT_MET;
}

/**
 * Compiles a test. `settled` tells whether it reads the fact as coupled facts settle it (clauses,
 * advisories) or only as given (holds).
 */
export function compileClauseTest(
  test: ClauseTest,
  fact: LaidFact,
  layout: Layout,
  sets: ValueSets,
  settled: boolean,
): Reading {
  const at = settled ? fact.settledAt : fact.at;
  switch (test.test) {
    case 'word-is': {
      const wanted =
        fact.definition.type === 'word' ? wordBits(fact.definition.words, test.words) : 0;
      return (slots) => {
        const possible = slot(slots, at);
        return (possible & ~wanted) === 0 ? MET : (possible & wanted) === 0 ? NOT_MET : UNKNOWN;
      };
    }
    case 'flag-is':
      return test.value
        ? (slots) => asValue(slot(slots, at))
        : (slots) => opposite(slot(slots, at));
    case 'at-most':
      return compare(at, (number) => number <= test.limit);
    case 'above':
      return compare(at, (number) => number > test.limit);
    case 'below':
      return compare(at, (number) => number < test.limit);
    case 'specific':
      return (slots) => asValue(slot(slots, at));
    case 'code-supports':
      return codeSupports(fact, layout);
    case 'regimen-is':
      return regimenIs(at, agentsOf(test.agents, sets));
    case 'regimen-without':
      return regimenWithout(at, agentsOf(test.agents, sets));
    case 'agent-among':
      return agentAmong(at, agentsOf(test.agents, sets));
    case 'adequate-therapies':
      return adequateTherapies(at, test.atLeast);
    case 'adequate-therapy-with':
      return adequateTherapyWith(at, agentsOf(test.agents, sets));
    case 'progressed-within':
      return progressedWithin(at, test.days);
    case 'approved-within':
      return approvedWithin(at, test.years);
  }
}

function agentsOf(name: string, sets: ValueSets): Agents {
  return sets.agentSet(name) ?? 0;
}

function asValue(number: number): Value {
  return number === MET ? MET : number === NOT_MET ? NOT_MET : UNKNOWN;
}

function opposite(number: number): Value {
  return number === MET ? NOT_MET : number === NOT_MET ? MET : UNKNOWN;
}

function compare(at: number, holds: (number: number) => boolean): Reading {
  return (slots) => {
    const number = slot(slots, at);
    return Number.isNaN(number) ? UNKNOWN : yes(holds(number));
  };
}

/** Whether a listed code agrees with the stated condition, if any (R1). */
function codeSupports(code: LaidFact, layout: Layout): Reading {
  const condition = layout.couplingOf(code)?.facts[1] ?? code;
  const { wordsOfClass } = layout;
  return (slots) => {
    const codeClass = slot(slots, code.at);
    if (codeClass === ABSENT) return UNKNOWN;
    if (codeClass === UNLISTED_CODE) return NOT_MET;
    return ((wordsOfClass[codeClass] ?? 0) & slot(slots, condition.at)) === 0 ? UNKNOWN : MET;
  };
}

function regimenIs(at: number, agents: Agents): Reading {
  return (slots) => {
    const regimen = slot(slots, at);
    return regimen === ABSENT ? UNKNOWN : yes(regimen === agents);
  };
}

function regimenWithout(at: number, agents: Agents): Reading {
  return (slots) => {
    const regimen = slot(slots, at);
    return regimen === ABSENT ? UNKNOWN : yes((regimen & agents) === 0);
  };
}

function agentAmong(at: number, agents: Agents): Reading {
  return (slots) => {
    const agent = slot(slots, at);
    return agent === ABSENT ? UNKNOWN : yes((agent & agents) !== 0);
  };
}

function adequateTherapies(at: number, atLeast: number): Reading {
  return (slots) => {
    if (slot(slots, at + THERAPIES.entries) === ABSENT) return UNKNOWN;
    const adequate = slot(slots, at + THERAPIES.adequate);
    if (adequate >= atLeast) return MET;
    return adequate + slot(slots, at + THERAPIES.open) >= atLeast ? UNKNOWN : NOT_MET;
  };
}

function adequateTherapyWith(at: number, agents: Agents): Reading {
  return (slots) => {
    if (slot(slots, at + THERAPIES.entries) === ABSENT) return UNKNOWN;
    if ((slot(slots, at + THERAPIES.adequateAgents) & agents) !== 0) return MET;
    return (slot(slots, at + THERAPIES.openAgents) & agents) !== 0 ? UNKNOWN : NOT_MET;
  };
}

function progressedWithin(at: number, days: number): Reading {
  return compare(at + THERAPIES.lapse, (lapse) => lapse <= days);
}

function approvedWithin(at: number, years: number): Reading {
  return (slots) => {
    if (slot(slots, at + AUTHORIZATIONS.entries) === ABSENT) return UNKNOWN;
    if (slot(slots, at + AUTHORIZATIONS.latest) <= years) return MET;
    return slot(slots, at + AUTHORIZATIONS.undated) > 0 ? UNKNOWN : NOT_MET;
  };
}

/** Compiles a test of a hold or an advisory; `fact` is undefined for tests of the request itself. */
export function compileNoteTest(
  test: NoteTest,
  fact: LaidFact | undefined,
  layout: Layout,
  sets: ValueSets,
  settled: boolean,
): Reading {
  if (test.test === 'request-type-is') return is(REQUEST_TYPE, REQUEST_TYPES.indexOf(test.word));
  if (test.test === 'line-of-business-is') {
    return is(LINE_OF_BUSINESS, LINES_OF_BUSINESS.indexOf(test.word));
  }
  if (test.test === 'compare') return comparison(test, layout);
  if (test.test === 'definition' || fact === undefined) {
    throw new Error(`the test \`${test.test}\` names no declared fact`);
  }
  const { at } = fact;
  switch (test.test) {
    case 'not-among':
      return compare(at, (number) => !test.values.includes(number));
    case 'any-entries':
      return (slots) => {
        const entries = slot(slots, at);
        return entries === ABSENT ? UNKNOWN : yes(entries > 0 === test.value);
      };
    case 'names-agent':
      return (slots) => yes(slot(slots, at) > 0 === test.value);
    case 'contradicts-itself':
      return (slots) => asValue(slot(slots, at + TEXTS.contradicted));
    default:
      return compileClauseTest(test, fact, layout, sets, settled);
  }
}

function is(at: number, number: number): Reading {
  return (slots) => yes(slot(slots, at) === number);
}
