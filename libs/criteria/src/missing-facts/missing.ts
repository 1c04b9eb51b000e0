import type { Atom } from '../compilation/atom';
import type { Slots } from '../compilation/fact-readers';
import type { LaidFact, Layout } from '../compilation/layout';
import type { Rule } from '../compilation/clause';
import { atomsOf, openClauses, type Program } from '../compilation/program';
import { remembered } from '../compilation/remembered';
import { valuesIn } from '../compilation/traces';
import type { ClauseNode, Facts, MissingFact, Need } from '../language/determination';
import type { ValueSets } from '../language/value-sets';
import { MET, UNKNOWN, type Value } from '../language/verdict';
import { createDiagrams, nodesBelow, reaches, type Diagram, type Diagrams } from './diagram';
import { LEFT_UNKNOWN, variablesOf, type Domain, type Variable } from './possible-values';

/**
 * Finds what to ask for when the outcome is unknown: exactly the facts on which, for some usable
 * values of the other unknown facts, the outcome depends.
 */
export type MissingFinder = (
  facts: Facts,
  slots: Slots,
  trace: ClauseNode,
) => readonly MissingFact[];

export function missingFinder(program: Program, layout: Layout, sets: ValueSets): MissingFinder {
  const atoms = program.clauses.flatMap((clause) =>
    clause.kind === 'leaf' ? atomsOf(clause.rule) : [],
  );
  const variables = variablesOf(atoms, layout, sets);
  // There are few answers: they depend on what is unknown, not on the member.
  const find = remembered(signature, findMissing);
  return (facts, slots, trace) => {
    const domains = variables.map((variable) => variable.domain(facts, slots));
    return find({ program, variables, domains, slots, trace });
  };
}

/** For each variable, what is unknown of it, or the test results of a known one. */
function signature({ variables, domains, slots }: Unsettled): string {
  const parts = variables.map(
    ({ atoms }, index) => domains[index]?.key ?? atoms.map(({ read }) => read(slots)).join(''),
  );
  return parts.join('/');
}

interface Variables {
  readonly program: Program;
  readonly variables: readonly Variable[];
  /** What each variable can still become; null if known. */
  readonly domains: readonly (Domain | null)[];
  readonly slots: Slots;
}

interface Unsettled extends Variables {
  readonly trace: ClauseNode;
}

function findMissing(unsettled: Unsettled): readonly MissingFact[] {
  const diagrams = createDiagrams();
  const values = valuesIn(unsettled.trace);
  const root = rootDiagram(unsettled, values, diagrams);
  const open = openClauses(unsettled.program, values);
  const missing = needs(root, unsettled.domains, diagrams)
    .sort((a, b) => a.fact.order - b.fact.order)
    .map(({ fact, need }) => {
      const clauses = unsettled.program.clauses.filter(
        (clause, position) =>
          clause.kind === 'leaf' && open[position] === true && clause.facts.includes(fact.path),
      );
      return Object.freeze({
        fact: fact.path,
        need,
        clauses: Object.freeze(clauses.map(({ id }) => id)),
        question: fact.definition.question ?? '',
      });
    });
  return Object.freeze(missing);
}

/** The value of the first clause, for every option of every unknown variable. */
export function rootDiagram(
  unsettled: Variables,
  values: readonly Value[],
  diagrams: Diagrams,
): Diagram {
  const { program } = unsettled;
  const ofAtom = atomDiagrams(unsettled, diagrams);
  const ofRule = (rule: Rule): Diagram =>
    'atom' in rule ? ofAtom(rule.atom) : all(rule.combine, rule.rules.map(ofRule));
  const all = (combine: 'all' | 'any', parts: readonly Diagram[]): Diagram =>
    parts.reduce((a, b) => diagrams.combine(combine, a, b));
  const ofClause = (position: number): Diagram => {
    const clause = program.clauses[position];
    const value = values[position] ?? UNKNOWN;
    // Usable values never change a settled verdict.
    if (clause === undefined || value !== UNKNOWN) return diagrams.end(value);
    return clause.kind === 'leaf'
      ? ofRule(clause.rule)
      : all(clause.combine, clause.children.map(ofClause));
  };
  return ofClause(0);
}

function atomDiagrams(
  { variables, domains, slots }: Variables,
  diagrams: Diagrams,
): (atom: Atom) => Diagram {
  const made = new Map<Atom, Diagram>();
  variables.forEach(({ atoms }, variable) => {
    const options = domains[variable]?.options;
    atoms.forEach((atom, index) => {
      const diagram =
        options === undefined
          ? diagrams.end(atom.read(slots))
          : diagrams.choice(
              variable,
              options.map(({ values }) => diagrams.end(values[index] ?? UNKNOWN)),
            );
      made.set(atom, diagram);
    });
  });
  return (atom) => made.get(atom) ?? diagrams.end(UNKNOWN);
}

interface Needed {
  readonly fact: LaidFact;
  readonly need: Need;
}

function needs(root: Diagram, domains: readonly (Domain | null)[], diagrams: Diagrams): Needed[] {
  const nodes = nodesBelow(root, diagrams);
  return domains.flatMap((domain, variable) => {
    if (domain === null) return [];
    const branches = nodes.filter((node) => node.variable === variable);
    return domain.asked.flatMap((fact, component): Needed[] => {
      if (!branches.some(({ children }) => tells(domain, component, children))) return [];
      const leftUnknown = (at: number, option: number): boolean =>
        at !== variable || domain.options[option]?.choices[component] === LEFT_UNKNOWN;
      const reachable = reaches(root, MET, diagrams, leftUnknown);
      return [{ fact, need: reachable ? 'conditional' : 'required' }];
    });
  });
}

/** Whether two options that differ in one choice lead to different diagrams. */
function tells(domain: Domain, component: number, children: readonly Diagram[]): boolean {
  const seen = new Map<string, Diagram>();
  return domain.options.some(({ choices }, option) => {
    const child = children[option];
    if (child === undefined) return false;
    const others = choices.filter((_, index) => index !== component).join();
    const first = seen.get(others);
    seen.set(others, first ?? child);
    return first !== undefined && first !== child;
  });
}
