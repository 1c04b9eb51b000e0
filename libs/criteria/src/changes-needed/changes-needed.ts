import type { CalendarDate } from '@assent/domain';
import { valueAt } from '@assent/vocabulary';
import type { Atom } from '../compilation/atom';
import type { Slots } from '../compilation/fact-readers';
import type { LaidFact } from '../compilation/layout';
import { atomsOf } from '../compilation/program';
import { evaluate } from '../evaluation/evaluate';
import { mergeFacts } from '../facts/facts';
import type { ClauseNode, EvaluationRequest, Facts, LeafNode } from '../language/determination';
import { MET, type Value } from '../language/verdict';
import type { Guideline } from '../loading/guideline';
import { createDiagrams, type Diagram, type Diagrams } from '../missing-facts/diagram';
import { rootDiagram } from '../missing-facts/missing';
import { variablesOf, type Variable } from '../missing-facts/possible-values';
import { completes } from './completes';
import { sendableValues } from './sendable-values';

/** A fact that would have to be different, or known. */
export interface ChangeNeeded {
  readonly fact: string;
  /** The fact as known; null if unknown. */
  readonly from: unknown;
  /** A value with which the criteria would be met; a text stands for one of the prescriber's own. */
  readonly to: unknown;
  /** The criteria that the whole set meets and that read this fact. */
  readonly clauses: readonly string[];
}

/** Changes that together meet the criteria, while no part of them does. */
export type ChangeSet = readonly ChangeNeeded[];

const MAX_SETS = 12;
/** How many sets are compared; some only have longer lists than others. */
const MAX_TRIED = 100;
/** Bounds the work for a request of which little is known. */
const MAX_STEPS = 20_000;

/**
 * The smallest sets of facts whose change would meet the criteria, fewest changes first; at most
 * twelve. None if they are met or the guideline does not govern the request. A set never adds a
 * contradiction that would hold the request for a person, nor more to a list than the criteria need.
 */
export function changesNeeded(
  guideline: Guideline,
  request: EvaluationRequest,
  asOf: CalendarDate,
): readonly ChangeSet[] {
  const before = evaluate(guideline, request, asOf);
  if (before.clauses === null || before.outcome === 'criteria-met') return [];
  const { layout, sets } = guideline;
  const program = guideline.programs[request.requestType];
  const slots = layout.read(request, asOf).slice();
  const atoms = program.clauses.flatMap((clause) =>
    clause.kind === 'leaf' ? atomsOf(clause.rule) : [],
  );
  const variables = variablesOf(atoms, layout, sets);
  const options = variables.map((variable) =>
    optionsOf(guideline, variable, request.facts, slots, asOf),
  );
  const domains = options.map((each) => ({
    key: '',
    asked: [],
    options: each.map(({ values }) => ({ choices: [], values })),
  }));
  const diagrams = createDiagrams();
  const root = rootDiagram({ program, variables, domains, slots }, [], diagrams);
  const held = new Set(before.holds.map(({ id }) => id));
  let found: readonly ChangeSet[] = [];
  let tried = 0;
  for (const changes of smallestFirst(root, diagrams, options)) {
    const facts = changes.reduce(
      (merged, { fact, to }) => mergeFacts(merged, nestedAt(fact.path, to)).facts,
      request.facts,
    );
    const after = evaluate(guideline, { ...request, facts }, asOf);
    if (after.clauses === null || after.outcome !== 'criteria-met') continue;
    if (after.holds.some(({ id }) => !held.has(id))) continue;
    const met = newlyMet(before.clauses, after.clauses);
    const set: ChangeSet = changes
      .toSorted((a, b) => a.fact.order - b.fact.order)
      .map(({ fact: { path }, to }) => ({
        fact: path,
        from: valueAt(request.facts, path) ?? null,
        to,
        clauses: met.filter(({ facts: read }) => read.includes(path)).map(({ id }) => id),
      }));
    if (!found.some((one) => hasShorterLists(one, set))) {
      found = [...found.filter((one) => !hasShorterLists(set, one)), set];
    }
    tried += 1;
    if (found.length === MAX_SETS || tried === MAX_TRIED) break;
  }
  return found;
}

/** Whether two sets change the same facts, and differ in lists of which one needs less. */
function hasShorterLists(one: ChangeSet, other: ChangeSet): boolean {
  if (one.map(({ fact }) => fact).join() !== other.map(({ fact }) => fact).join()) return false;
  const differing = one
    .map(({ from, to }, place) => ({ from, to, longer: other[place]?.to }))
    .filter(({ to, longer }) => JSON.stringify(to) !== JSON.stringify(longer));
  return differing.length > 0 && differing.every(needsLess);
}

/** Whether a list has less in it than another, and keeps no less of what is known. */
function needsLess({
  from,
  to,
  longer,
}: Pick<ChangeNeeded, 'from' | 'to'> & { readonly longer: unknown }): boolean {
  const isShorter = Array.isArray(to) && Array.isArray(longer) && sizeOf(to) < sizeOf(longer);
  return isShorter && (completes(from, to) || !completes(from, longer));
}

/** How many values there are in a value. */
function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, part) => sum + sizeOf(part), 0);
}

interface FactChange {
  readonly fact: LaidFact;
  readonly to: unknown;
}

/** What a variable may become, with the changes for that; the first is as it is, without any. */
interface Option {
  readonly changes: readonly FactChange[];
  readonly values: readonly Value[];
}

/** Each way to change a variable that gives its tests other results, by the facts that it changes. */
function optionsOf(
  guideline: Guideline,
  { facts, atoms }: Variable,
  known: Facts,
  current: Slots,
  asOf: CalendarDate,
): readonly Option[] {
  const { layout } = guideline;
  const tests = atoms.map(({ test }) => test);
  const alternatives = facts.map((fact): readonly (FactChange | null)[] => {
    const given = valueAt(known, fact.path);
    const values = sendableValues(guideline, fact, given, tests, asOf);
    const changes = values.map((to) => ({ fact, to }));
    return [null, ...changes.filter((change) => isOther(change, current, asOf))];
  });
  const combinations = alternatives.reduce<readonly (readonly FactChange[])[]>(
    (some, each) =>
      some.flatMap((changes) => each.map((one) => (one ? [...changes, one] : changes))),
    [[]],
  );
  const made = new Map<string, Option>();
  for (const changes of combinations) {
    const slots = current.slice();
    for (const change of changes) make(change, slots, asOf);
    for (const { fact } of changes) layout.couplingOf(fact)?.settle(slots);
    const values = atoms.map(({ read }: Atom) => read(slots));
    const key = `${changes.map(({ fact }) => fact.path).join()}:${values.join()}`;
    if (!made.has(key)) made.set(key, { changes, values });
  }
  return [...made.values()];
}

function make({ fact: { reader, at }, to }: FactChange, slots: Slots, asOf: CalendarDate): void {
  slots.set(reader.unknown, at);
  reader.read(to, slots, at, asOf);
}

/** Whether any test could tell the change from the fact as known. */
function isOther(change: FactChange, current: Slots, asOf: CalendarDate): boolean {
  const slots = current.slice();
  make(change, slots, asOf);
  return slots.some((number, at) => !Object.is(number, current[at]));
}

interface Path {
  readonly at: Diagram;
  readonly changes: readonly FactChange[];
}

/**
 * The sets of changes that lead from `root` to met criteria, smallest first, without those that
 * hold a smaller one. What is still to change is known for each diagram, so that no path is
 * followed in vain.
 */
function* smallestFirst(
  root: Diagram,
  diagrams: Diagrams,
  options: readonly (readonly Option[])[],
): Generator<readonly FactChange[], void> {
  const left = changesLeft(diagrams, options);
  /** By the number of changes that they come to at the least. */
  const waiting: (Path[] | undefined)[] = [];
  const wait = (path: Path): void => {
    const size = path.changes.length + left(path.at);
    if (Number.isFinite(size)) (waiting[size] ??= []).push(path);
  };
  wait({ at: root, changes: [] });
  const found: (readonly FactChange[])[] = [];
  let steps = 0;
  while (waiting.length > 0 && steps < MAX_STEPS) {
    const size = waiting.findIndex((paths) => (paths ?? []).length > 0);
    const path = waiting[size]?.shift();
    if (!path) return;
    const { at, changes } = path;
    steps += 1;
    if (found.some((smaller) => smaller.every((change) => changes.includes(change)))) continue;
    if (at === MET) {
      found.push(changes);
      yield changes;
      continue;
    }
    const node = diagrams.node(at);
    node?.children.forEach((child, option) => {
      const more = options[node.variable]?.[option]?.changes ?? [];
      wait({ at: child, changes: [...changes, ...more] });
    });
  }
}

/** How many changes lead from a diagram to met criteria at the least; infinite if none do. */
function changesLeft(
  diagrams: Diagrams,
  options: readonly (readonly Option[])[],
): (diagram: Diagram) => number {
  const known = new Map<Diagram, number>([[MET, 0]]);
  const left = (diagram: Diagram): number => {
    const before = known.get(diagram);
    if (before !== undefined) return before;
    const node = diagrams.node(diagram);
    const costs = (node?.children ?? []).map((child, option) => {
      const { changes = [] } = options[node?.variable ?? -1]?.[option] ?? {};
      return changes.length + left(child);
    });
    const least = Math.min(Infinity, ...costs);
    known.set(diagram, least);
    return least;
  };
  return left;
}

/** The criteria without parts by which `after` is met, and that were not met before. */
function newlyMet(before: ClauseNode, after: ClauseNode): LeafNode[] {
  const verdicts = new Map(leavesOf(before).map(({ id, verdict }) => [id, verdict]));
  return leavesOf(after, ({ verdict }) => verdict === 'met').filter(
    ({ id }) => verdicts.get(id) !== 'met',
  );
}

/** The criteria without parts below those that are wanted. */
function leavesOf(clause: ClauseNode, isWanted = (_: ClauseNode) => true): LeafNode[] {
  if (!isWanted(clause)) return [];
  return 'facts' in clause
    ? [clause]
    : clause.children.flatMap((child) => leavesOf(child, isWanted));
}

function nestedAt(path: string, value: unknown): Facts {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Facts;
}
