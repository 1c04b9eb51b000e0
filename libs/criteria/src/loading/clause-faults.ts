import { FACT_TYPE_OF_TEST } from '../compilation/clause-tests';
import { factsOf } from '../compilation/quantities';
import type {
  ClauseDefinition,
  Condition,
  FactDefinition,
  GuidelineDefinition,
  NoteDefinition,
  NoteTest,
  ProgramDefinition,
} from '../language/definition';
import { undeclared, type DefinitionFault } from './definition-fault';

/** Faults in clauses, holds and advisories: unknown names, unreachable clauses. */
export function clauseFaults(definition: GuidelineDefinition): DefinitionFault[] {
  const names = declaredNames(definition);
  return [
    ...programFaults('initiation', definition.initiation, names),
    ...programFaults('continuation', definition.continuation, names),
    ...definition.definitions.flatMap(({ when }, index) =>
      conditionFaults(when, `definitions.${index}.when`, {
        ...names,
        definitions: new Set(definition.definitions.slice(0, index).map(({ id }) => id)),
      }),
    ),
    ...noteFaults('holds', definition.holds, names),
    ...noteFaults('advisories', definition.advisories, names),
    ...duplicates(idsAt('definitions', definition.definitions)),
    ...duplicates([
      ...idsAt('initiation.clauses', definition.initiation.clauses),
      ...idsAt('continuation.clauses', definition.continuation.clauses),
      ...idsAt('holds', definition.holds),
      ...idsAt('advisories', definition.advisories),
    ]),
    ...progressionFaults(definition),
  ];
}

interface Names {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly agentSets: ReadonlySet<string>;
  /** Facts that are never asked for: their pair's other fact is. */
  readonly unasked: ReadonlySet<string>;
  readonly coupledCodes: ReadonlySet<string>;
  /** Named conditions available here: those before it. */
  readonly definitions: ReadonlySet<string>;
  /** Clauses that a note may touch, of either request type. */
  readonly clauses: ReadonlySet<string>;
  /** The facts that need a question once a clause reads the fact. */
  partners(fact: string): readonly string[];
}

function declaredNames(definition: GuidelineDefinition): Names {
  const { facts, 'value-sets': sets, initiation, continuation } = definition;
  const { couplings } = facts;
  const pairs = couplings.map((coupling): readonly [string, string] => {
    switch (coupling.kind) {
      case 'code-tells-condition':
        return [coupling.code, coupling.condition];
      case 'flag-excludes-agent':
        return [coupling.flag, coupling.agent];
      case 'reason-implies-flag':
        return [coupling.flag, coupling.reason];
    }
  });
  return {
    facts: new Map(facts.facts.map((fact) => [fact.path, fact])),
    agentSets: new Set(Object.keys(sets.agentSets)),
    unasked: new Set(
      couplings.flatMap((each) => (each.kind === 'reason-implies-flag' ? [each.flag] : [])),
    ),
    coupledCodes: new Set(
      couplings.flatMap((each) => (each.kind === 'code-tells-condition' ? [each.code] : [])),
    ),
    definitions: new Set(definition.definitions.map(({ id }) => id)),
    clauses: new Set([...initiation.clauses, ...continuation.clauses].map(({ id }) => id)),
    partners: (fact) => pairs.find((pair) => pair.includes(fact)) ?? [fact],
  };
}

interface Placed<Thing> {
  readonly path: string;
  readonly thing: Thing;
}

function idsAt(list: string, things: readonly { readonly id: string }[]): Placed<string>[] {
  return things.map(({ id }, index) => ({ path: `${list}.${index}.id`, thing: id }));
}

function duplicates(ids: readonly Placed<string>[]): DefinitionFault[] {
  const seen = new Set<string>();
  return ids.flatMap(({ path, thing }) => {
    if (seen.has(thing)) return [{ path, message: `the id \`${thing}\` is taken` }];
    seen.add(thing);
    return [];
  });
}

function programFaults(
  name: string,
  { root, clauses }: ProgramDefinition,
  names: Names,
): DefinitionFault[] {
  return [
    ...reachFaults(name, root, clauses),
    ...clauses.flatMap((clause, index) =>
      'when' in clause
        ? testsIn(clause.when, `${name}.clauses.${index}.when`).flatMap(({ path, thing }) => [
            ...testFaults(path, thing, names),
            ...questionFaults(path, thing, names),
          ])
        : [],
    ),
  ];
}

/** Every clause has exactly one parent, and all descend from the root. */
function reachFaults(
  name: string,
  root: string,
  clauses: readonly ClauseDefinition[],
): DefinitionFault[] {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const faults: DefinitionFault[] = [];
  const reached = new Set<string>();
  const visit = (id: string, path: string): void => {
    const clause = byId.get(id);
    if (clause === undefined) {
      faults.push({ path, message: `there is no clause \`${id}\`` });
    } else if (reached.has(id)) {
      faults.push({ path, message: `the clause \`${id}\` already has a place` });
    } else {
      reached.add(id);
      const at = `${name}.clauses.${clauses.indexOf(clause)}`;
      childrenOf(clause).forEach((child, index) =>
        visit(child, `${at}.${'all' in clause ? 'all' : 'any'}.${index}`),
      );
    }
  };
  visit(root, `${name}.root`);
  clauses.forEach(({ id }, index) => {
    if (reached.has(id)) return;
    faults.push({
      path: `${name}.clauses.${index}`,
      message: `no other clause contains the clause \`${id}\`: name it under its parent`,
    });
  });
  return faults;
}

function childrenOf(clause: ClauseDefinition): readonly string[] {
  if ('when' in clause) return [];
  return 'all' in clause ? clause.all : clause.any;
}

function noteFaults(
  name: string,
  notes: readonly NoteDefinition[],
  names: Names,
): DefinitionFault[] {
  return notes.flatMap((note, index) =>
    [note, ...(note.details ?? [])].flatMap(({ when, clauses = [] }, part) => {
      const path = part === 0 ? `${name}.${index}` : `${name}.${index}.details.${part - 1}`;
      return [
        ...conditionFaults(when, `${path}.when`, names),
        ...clauses.flatMap((id, at) =>
          names.clauses.has(id)
            ? []
            : [{ path: `${path}.clauses.${at}`, message: `there is no clause \`${id}\`` }],
        ),
      ];
    }),
  );
}

function conditionFaults(when: Condition<NoteTest>, path: string, names: Names): DefinitionFault[] {
  return testsIn(when, path).flatMap((placed) => testFaults(placed.path, placed.thing, names));
}

function testsIn<Test extends NoteTest>(when: Condition<Test>, path: string): Placed<Test>[] {
  if ('all' in when) {
    return when.all.flatMap((each, index) => testsIn(each, `${path}.all.${index}`));
  }
  if ('any' in when) {
    return when.any.flatMap((each, index) => testsIn(each, `${path}.any.${index}`));
  }
  return [{ path, thing: when }];
}

/** The names in a test: its fact, of a type that it reads, its words, its set of agents. */
function testFaults(path: string, test: NoteTest, names: Names): DefinitionFault[] {
  if (test.test === 'compare') return quantityFaults(path, test, names);
  if (test.test === 'definition') {
    const { definition } = test;
    if (names.definitions.has(definition)) return [];
    return [{ path: `${path}.definition`, message: `no \`${definition}\` is defined before` }];
  }
  if (!('fact' in test)) return [];
  const fact = names.facts.get(test.fact);
  if (fact === undefined) return [{ path: `${path}.fact`, message: undeclared(test.fact) }];
  const types: readonly string[] = FACT_TYPE_OF_TEST[test.test];
  if (!types.includes(fact.type)) {
    return [
      {
        path: `${path}.fact`,
        message: `\`${test.test}\` cannot read \`${test.fact}\`: it is of type \`${fact.type}\``,
      },
    ];
  }
  if (test.test === 'contradicts-itself' && !('contradictedBy' in fact)) {
    return [{ path: `${path}.fact`, message: `\`${test.fact}\` has no phrases against it` }];
  }
  if ('agents' in test && !names.agentSets.has(test.agents)) {
    return [{ path: `${path}.agents`, message: `there is no set of agents \`${test.agents}\`` }];
  }
  if (test.test === 'code-supports' && !names.coupledCodes.has(test.fact)) {
    return [
      { path: `${path}.fact`, message: `no coupling tells the condition of \`${test.fact}\`` },
    ];
  }
  return test.test === 'word-is' && fact.type === 'word'
    ? wordFaults(path, test.words, fact.words)
    : [];
}

/** Quantities use numeric facts. */
function quantityFaults(
  path: string,
  { left, right }: Extract<NoteTest, { test: 'compare' }>,
  names: Names,
): DefinitionFault[] {
  return Object.entries({ left, right }).flatMap(([side, quantity]) =>
    factsOf(quantity).flatMap((fact) => {
      const type = names.facts.get(fact)?.type;
      if (type === 'number') return [];
      const message = type === undefined ? undeclared(fact) : `\`${fact}\` is no number`;
      return [{ path: `${path}.${side}`, message }];
    }),
  );
}

function wordFaults(
  path: string,
  chosen: readonly string[],
  words: readonly string[],
): DefinitionFault[] {
  return chosen.flatMap((word, index) =>
    words.includes(word)
      ? []
      : [
          {
            path: `${path}.words.${index}`,
            message: `the fact does not take the word \`${word}\``,
          },
        ],
  );
}

function questionFaults(path: string, test: NoteTest, names: Names): DefinitionFault[] {
  if (!('fact' in test)) return [];
  return names
    .partners(test.fact)
    .flatMap((fact) =>
      names.facts.get(fact)?.question === undefined &&
      names.facts.has(fact) &&
      !names.unasked.has(fact)
        ? [{ path: `${path}.fact`, message: `the fact \`${fact}\` has no question` }]
        : [],
    );
}

/** All uses of a list of therapies must share one limit for progression in time. */
function progressionFaults({ initiation, continuation }: GuidelineDefinition): DefinitionFault[] {
  return Object.entries({ initiation, continuation }).flatMap(([name, { clauses }]) => {
    const tests = clauses.flatMap((clause, index) =>
      'when' in clause ? testsIn(clause.when, `${name}.clauses.${index}.when`) : [],
    );
    const limits = tests.flatMap(({ path, thing }) =>
      thing.test === 'progressed-within' ? [{ path: `${path}.days`, days: thing.days }] : [],
    );
    return limits
      .filter(({ days }) => days !== limits[0]?.days)
      .map(({ path }) => ({ path, message: 'use one number of days for progression' }));
  });
}
