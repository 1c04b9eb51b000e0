import type {
  ClauseDefinition,
  ClauseTest,
  Condition,
  ProgramDefinition,
} from '../language/definition';
import type { ClauseNode, GroupNode, LeafNode } from '../language/determination';
import type { ValueSets } from '../language/value-sets';
import {
  MET,
  NOT_MET,
  UNKNOWN,
  combined,
  settlingValue,
  verdictOf,
  type Combine,
  type Value,
} from '../language/verdict';
import type { Atom, Reading } from './atom';
import { compileClauseTest } from './clause-tests';
import type { Slots } from './fact-readers';
import type { LaidFact, Layout } from './layout';

/** A compiled condition: a test, or all or any of several. */
export type Rule =
  { readonly atom: Atom } | { readonly combine: Combine; readonly rules: readonly Rule[] };

/** A clause in reading order; `parent` is the position of the clause above it, -1 at the root. */
export type Clause = LeafClause | GroupClause;

export interface LeafClause {
  readonly kind: 'leaf';
  readonly id: string;
  readonly parent: number;
  readonly facts: readonly string[];
  readonly rule: Rule;
  readonly read: Reading;
  /** The node of the trace for each value: independent of the request. */
  readonly nodes: readonly [LeafNode, LeafNode, LeafNode];
}

export interface GroupClause {
  readonly kind: 'group';
  readonly id: string;
  readonly parent: number;
  readonly title: string;
  readonly combine: Combine;
  /** Positions of the children, all after this clause. */
  readonly children: readonly number[];
}

/** The clauses of one request type, parents before children. */
export interface Program {
  readonly approvalMonths: number;
  readonly clauses: readonly Clause[];
}

export function compileProgram(
  definition: ProgramDefinition,
  layout: Layout,
  sets: ValueSets,
): Program {
  const byId = new Map(definition.clauses.map((clause) => [clause.id, clause]));
  const clauses: Clause[] = [];
  const place = (id: string, parent: number): number => {
    const clause = byId.get(id);
    if (clause === undefined) throw new Error(`there is no clause \`${id}\``);
    const position = clauses.length;
    if ('when' in clause) {
      clauses.push(compileLeaf(clause, clause.when, parent, layout, sets));
      return position;
    }
    const combine = 'all' in clause ? 'all' : 'any';
    const children: number[] = [];
    clauses.push({
      kind: 'group',
      id,
      parent,
      title: clause.title,
      combine,
      children,
    });
    for (const child of 'all' in clause ? clause.all : clause.any) {
      children.push(place(child, position));
    }
    return position;
  };
  place(definition.root, -1);
  return { approvalMonths: definition.approvalMonths, clauses };
}

function compileLeaf(
  { id, title }: ClauseDefinition,
  when: Condition<ClauseTest>,
  parent: number,
  layout: Layout,
  sets: ValueSets,
): LeafClause {
  const rule = compileRule(when, layout, sets);
  const facts = Object.freeze([
    ...new Set(atomsOf(rule).flatMap(({ fact }) => readBy(fact, layout))),
  ]);
  const node = (value: Value): LeafNode =>
    Object.freeze({ id, verdict: verdictOf(value), title, facts, children: NO_CHILDREN });
  return {
    kind: 'leaf',
    id,
    parent,
    facts,
    rule,
    read: readingOf(rule),
    nodes: [node(NOT_MET), node(UNKNOWN), node(MET)],
  };
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
  const neutral = settling === MET ? NOT_MET : MET;
  return (slots) => {
    let value: Value = neutral;
    for (const read of readings) {
      value = combined(combine, value, read(slots));
      if (value === settling) break;
    }
    return value;
  };
}

/** The value of every clause, in the order of the clauses. */
export function valuesOf({ clauses }: Program, slots: Slots): readonly Value[] {
  const values = new Array<Value>(clauses.length);
  for (let position = clauses.length - 1; position >= 0; position -= 1) {
    const clause = clauses[position];
    if (clause === undefined) continue;
    values[position] = clause.kind === 'leaf' ? clause.read(slots) : groupValue(clause, values);
  }
  return values;
}

function groupValue({ combine, children }: GroupClause, values: readonly Value[]): Value {
  const settling = settlingValue(combine);
  let unsettled = false;
  for (const child of children) {
    const value = values[child];
    if (value === settling) return settling;
    if (value === UNKNOWN) unsettled = true;
  }
  if (unsettled) return UNKNOWN;
  return settling === MET ? NOT_MET : MET;
}

/** The whole trace: a node for every clause, the root made last. */
export function traceOf({ clauses }: Program, values: readonly Value[]): ClauseNode {
  const nodes = new Array<ClauseNode>(clauses.length);
  for (let position = clauses.length - 1; position >= 0; position -= 1) {
    const clause = clauses[position];
    const value = values[position] ?? UNKNOWN;
    if (clause === undefined) continue;
    nodes[position] =
      clause.kind === 'leaf' ? clause.nodes[value] : groupNode(clause, value, nodes);
  }
  const [root] = nodes;
  if (root === undefined) throw new Error('a program has at least one clause');
  return root;
}

function groupNode(clause: GroupClause, value: Value, nodes: readonly ClauseNode[]): GroupNode {
  const { id, title, combine } = clause;
  const count = clause.children.length;
  const children = new Array<ClauseNode>(count);
  for (let index = 0; index < count; index += 1) {
    const node = nodes[clause.children[index] ?? 0];
    if (node !== undefined) children[index] = node;
  }
  return { id, verdict: verdictOf(value), title, combine, children };
}

/** The clauses that a fact can still move: unknown, like all clauses above them. */
export function openClauses({ clauses }: Program, values: readonly Value[]): readonly boolean[] {
  const open: boolean[] = [];
  clauses.forEach(({ parent }, position) => {
    open.push(values[position] === UNKNOWN && (parent < 0 || open[parent] === true));
  });
  return open;
}
