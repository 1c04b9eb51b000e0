import type { CalendarDate, RequestType } from '@assent/domain';
import type { CouplingDefinition, FactDefinition } from '../language/definition';
import { type EvaluationRequest, type Facts } from '../language/determination';
import { isMembers, LINES_OF_BUSINESS } from '@assent/vocabulary';
import { UNLISTED_CODE, type ValueSets } from '../language/value-sets';
import { MET, NOT_MET, UNKNOWN } from '../language/verdict';
import {
  ABSENT,
  everyWord,
  factReader,
  slot,
  wordBits,
  type FactReader,
  type Slots,
} from './fact-readers';

/** The first numbers identify the request, by its place in the lists of words. */
export const REQUEST_TYPE = 0;
export const LINE_OF_BUSINESS = 1;
const AFTER_REQUEST = 2;

export const REQUEST_TYPES = [
  'initiation',
  'continuation',
] as const satisfies readonly RequestType[];

/** A declared fact and where its numbers are. */
export interface LaidFact {
  readonly definition: FactDefinition;
  readonly path: string;
  /** The position among the declared facts, which is the order of questions. */
  readonly order: number;
  readonly at: number;
  /** Where the settled fact is: as given, or as a coupled fact implies it. */
  readonly settledAt: number;
  readonly reader: FactReader;
}

/** Two facts that settle each other, and how. */
export interface LaidCoupling {
  readonly kind: CouplingDefinition['kind'];
  readonly facts: readonly [LaidFact, LaidFact];
  /** Writes what the pair implies, from the numbers as given. */
  settle(slots: Slots): void;
}

export interface Layout {
  readonly facts: readonly LaidFact[];
  readonly couplings: readonly LaidCoupling[];
  /** For each class of codes, the words of the coupled condition that agree with it. */
  readonly wordsOfClass: readonly number[];
  fact(path: string): LaidFact | undefined;
  couplingOf(fact: LaidFact): LaidCoupling | undefined;
  /** Fresh slots in which every fact is unknown. */
  blank(): Slots;
  /**
   * Reads a request. The slots belong to the layout and last until the next request is read: new
   * ones would cost more than most of the tests.
   */
  read(request: EvaluationRequest, asOf: CalendarDate): Slots;
}

/**
 * Lays the declared facts out in slots, one after the other: a fact has as many as its reader
 * needs, and one more if a coupling may settle it. An example: the code (1), the condition (1, and
 * 1 as settled) and the prior therapies (6) are at 2, 3 (settled at 4) and 5 to 10. The couplings
 * must name declared facts of the right types: the loader checks that.
 */
export function layOut(
  definitions: readonly FactDefinition[],
  couplings: readonly CouplingDefinition[],
  sets: ValueSets,
): Layout {
  const told = new Set(couplings.flatMap(toldFacts));
  let next = AFTER_REQUEST;
  const facts = definitions.map((definition, order): LaidFact => {
    const reader = factReader(definition, sets);
    const at = next;
    const width = reader.unknown.length;
    const settledAt = told.has(definition.path) ? at + width : at;
    next = settledAt + (settledAt === at ? width : 1);
    return { definition, path: definition.path, order, at, settledAt, reader };
  });
  const byPath = new Map(facts.map((fact) => [fact.path, fact]));
  const conditionWords = couplings.flatMap((coupling) => {
    if (coupling.kind !== 'code-tells-condition') return [];
    const condition = byPath.get(coupling.condition)?.definition;
    return condition?.type === 'word' ? condition.words : [];
  });
  const wordsOfClass = sets.conditionsOfClass.map((words) => wordBits(conditionWords, words));
  const laid = couplings.map((coupling) =>
    layCoupling(coupling, byPath, wordsOfClass, everyWord(conditionWords)),
  );
  const unknown = new Float64Array(next);
  for (const { at, reader } of facts) unknown.set(reader.unknown, at);
  const slots = new Float64Array(next);
  const members = membersOf(facts);
  return {
    facts,
    couplings: laid,
    wordsOfClass,
    fact: (path) => byPath.get(path),
    couplingOf: (fact) => laid.find((coupling) => coupling.facts.includes(fact)),
    blank: () => unknown.slice(),
    read: (request, asOf) => {
      slots.set(unknown);
      slots[REQUEST_TYPE] = REQUEST_TYPES.indexOf(request.requestType);
      slots[LINE_OF_BUSINESS] = LINES_OF_BUSINESS.indexOf(request.lineOfBusiness);
      readMembers(members, request.facts, slots, asOf);
      for (const coupling of laid) coupling.settle(slots);
      return slots;
    },
  };
}

/** The facts that a coupling may settle. */
function toldFacts(coupling: CouplingDefinition): string[] {
  switch (coupling.kind) {
    case 'code-tells-condition':
      return [coupling.condition];
    case 'flag-excludes-agent':
      return [coupling.flag, coupling.agent];
    case 'reason-implies-flag':
      return [coupling.reason];
  }
}

export function coupledPaths(coupling: CouplingDefinition): readonly [string, string] {
  switch (coupling.kind) {
    case 'code-tells-condition':
      return [coupling.code, coupling.condition];
    case 'flag-excludes-agent':
      return [coupling.flag, coupling.agent];
    case 'reason-implies-flag':
      return [coupling.flag, coupling.reason];
  }
}

function layCoupling(
  coupling: CouplingDefinition,
  byPath: ReadonlyMap<string, LaidFact>,
  wordsOfClass: readonly number[],
  anyWord: number,
): LaidCoupling {
  const [first, second] = coupledPaths(coupling).map((path) => byPath.get(path));
  if (first === undefined || second === undefined) {
    throw new Error(`the coupling \`${coupling.kind}\` names a fact that is not declared`);
  }
  return {
    kind: coupling.kind,
    facts: [first, second],
    settle: settling(coupling.kind, first, second, wordsOfClass, anyWord),
  };
}

function settling(
  kind: CouplingDefinition['kind'],
  first: LaidFact,
  second: LaidFact,
  wordsOfClass: readonly number[],
  anyWord: number,
): LaidCoupling['settle'] {
  switch (kind) {
    case 'code-tells-condition':
      return (slots) => {
        const code = slot(slots, first.at);
        const stated = slot(slots, second.at);
        const told = code === ABSENT || code === UNLISTED_CODE ? anyWord : wordsOfClass[code];
        slots[second.settledAt] = stated === anyWord ? (told ?? anyWord) : stated;
      };
    case 'flag-excludes-agent':
      return (slots) => {
        const flag = slot(slots, first.at);
        const agent = slot(slots, second.at);
        slots[first.settledAt] = flag === UNKNOWN && agent > 0 ? NOT_MET : flag;
        slots[second.settledAt] = agent === ABSENT && flag === MET ? 0 : agent;
      };
    case 'reason-implies-flag':
      return (slots) => {
        const denied = slot(slots, first.at) === NOT_MET;
        slots[second.settledAt] = denied ? NOT_MET : slot(slots, second.at);
      };
  }
}

/** A member of the facts: a fact of its own, or a group of facts. */
interface Member {
  readonly own: LaidFact | null;
  readonly members: Members;
}

type Members = ReadonlyMap<string, Member>;

/** The facts below a path, by their next member. */
function membersOf(facts: readonly LaidFact[], above = ''): Members {
  const byName = new Map<string, LaidFact[]>();
  for (const fact of facts) {
    const [name = ''] = fact.path.slice(above.length).split('.');
    byName.set(name, [...(byName.get(name) ?? []), fact]);
  }
  // A name that was a member of an object is found by identity, a part of a path letter by letter.
  const groups = Object.entries(Object.fromEntries(byName));
  return new Map(
    groups.map(([name, below]) => {
      const path = `${above}${name}`;
      const own = below.find((fact) => fact.path === path) ?? null;
      return [name, { own, members: own ? new Map() : membersOf(below, `${path}.`) }];
    }),
  );
}

/** Goes by what is stated: most of the declared facts are not. */
function readMembers(members: Members, facts: Facts, slots: Slots, asOf: CalendarDate): void {
  for (const name in facts) {
    const stated = facts[name] ?? null;
    const member = members.get(name);
    if (stated === null || member === undefined) continue;
    const { own } = member;
    if (own !== null) own.reader.read(stated, slots, own.at, asOf);
    else if (isMembers(stated)) readMembers(member.members, stated, slots, asOf);
  }
}
