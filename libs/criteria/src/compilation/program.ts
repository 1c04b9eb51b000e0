import type {
  ClauseDefinition,
  ClauseTest,
  Condition,
  ProgramDefinition,
} from '../language/definition';
import type { LeafNode } from '../language/determination';
import type { ValueSets } from '../language/value-sets';
import {
  MET,
  NOT_MET,
  UNKNOWN,
  combined,
  neutralValue,
  settlingValue,
  verdictOf,
  type Combine,
  type Value,
} from '../language/verdict';
import type { Atom, Reading } from './atom';
import type { Clause, LeafClause, Rule } from './clause';
import { compileClauseTest } from './clause-tests';
import type { LaidFact, Layout } from './layout';
import { tracerOf, type Tracer } from './traces';

/** The clauses of one request type, parents before children. */
export interface Program {
  readonly approvalMonths: number;
  readonly clauses: readonly Clause[];
  /** The tests of its leaves, each once: several clauses may ask the same. */
  readonly tests: readonly Reading[];
  /** The whole trace for the results of the tests. */
  readonly trace: Tracer;
}

export function compileProgram(
  definition: ProgramDefinition,
  layout: Layout,
  sets: ValueSets,
): Program {
  const byId = new Map(definition.clauses.map((clause) => [clause.id, clause]));
  const clauses: Clause[] = [];
  const rules = new Map<string, number>();
  const tests: Reading[] = [];
  const testOf = (when: Condition<ClauseTest>, rule: Rule): number => {
    const key = JSON.stringify(when);
    const test = rules.get(key) ?? tests.push(readingOf(rule)) - 1;
    rules.set(key, test);
    return test;
  };
  const place = (id: string, parent: number): number => {
    const clause = byId.get(id);
    if (clause === undefined) throw new Error(`there is no clause \`${id}\``);
    const position = clauses.length;
    if ('when' in clause) {
      const rule = compileRule(clause.when, layout, sets);
      clauses.push(leafClause(clause, parent, rule, testOf(clause.when, rule), layout));
      return position;
    }
    const combine = 'all' in clause ? 'all' : 'any';
    const children: number[] = [];
    clauses.push({ kind: 'group', id, parent, title: clause.title, combine, children });
    for (const child of 'all' in clause ? clause.all : clause.any) {
      children.push(place(child, position));
    }
    return position;
  };
  place(definition.root, -1);
  const { approvalMonths } = definition;
  return { approvalMonths, clauses, tests, trace: tracerOf(clauses) };
}

function leafClause(
  { id, title }: ClauseDefinition,
  parent: number,
  rule: Rule,
  test: number,
  layout: Layout,
): LeafClause {
  const facts = Object.freeze([
    ...new Set(atomsOf(rule).flatMap(({ fact }) => readBy(fact, layout))),
  ]);
  const node = (value: Value): LeafNode =>
    Object.freeze({ id, verdict: verdictOf(value), title, facts, children: NO_CHILDREN });
  const nodes = [node(NOT_MET), node(UNKNOWN), node(MET)] as const;
  return { kind: 'leaf', id, parent, facts, rule, test, nodes };
}

const NO_CHILDREN: readonly [] = Object.freeze([]);

/** The fact itself, then the one that can settle it. */
function readBy(fact: LaidFact, layout: Layout): string[] {
  const others = layout.couplingOf(fact)?.facts.filter((each) => each !== fact) ?? [];
  return [fact, ...others].map(({ path }) => path);
}

function compileRule(when: Condition<ClauseTest>, layout: Layout, sets: ValueSets): Rule {
  if ('all' in when) {
    return { combine: 'all', rules: when.all.map((each) => compileRule(each, layout, sets)) };
  }
  if ('any' in when) {
    return { combine: 'any', rules: when.any.map((each) => compileRule(each, layout, sets)) };
  }
  const fact = layout.fact(when.fact);
  if (fact === undefined) throw new Error(`the fact \`${when.fact}\` is not declared`);
  return { atom: { test: when, fact, read: compileClauseTest(when, fact, layout, sets, true) } };
}

export function atomsOf(rule: Rule): readonly Atom[] {
  return 'atom' in rule ? [rule.atom] : rule.rules.flatMap(atomsOf);
}

function readingOf(rule: Rule): Reading {
  if ('atom' in rule) return rule.atom.read;
  const { combine } = rule;
  return combinedReading(combine, rule.rules.map(readingOf));
}

/** All or any of several readings; it stops once the value is settled. */
export function combinedReading(combine: Combine, readings: readonly Reading[]): Reading {
  const settling = settlingValue(combine);
  return (slots) => {
    let value = neutralValue(combine);
    for (const read of readings) {
      value = combined(combine, value, read(slots));
      if (value === settling) break;
    }
    return value;
  };
}

/** The clauses that a fact can still move: unknown, like all clauses above them. */
export function openClauses({ clauses }: Program, values: readonly Value[]): readonly boolean[] {
  const open: boolean[] = [];
  clauses.forEach(({ parent }, position) => {
    open.push(values[position] === UNKNOWN && (parent < 0 || open[parent] === true));
  });
  return open;
}
