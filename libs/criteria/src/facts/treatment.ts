import type { FactDefinition } from '../language/definition';
import type { Facts } from '../language/determination';
import { valueAt } from '@assent/vocabulary';
import { UNLISTED_AGENT, type ValueSets } from '../language/value-sets';
import { drugName } from '../language/words';
import type { Guideline } from '../loading/guideline';

/** A fact that two requests for a drug state differently. */
export interface FactDifference {
  readonly fact: string;
  /** Undefined if it was not given, as below. */
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The facts in which a request asks for another treatment than the approved one: those that the
 * guideline names, read as it reads them. Names of agents are the same under any spelling and
 * brand, in any order (R2). What the request omits is no difference.
 */
export function treatmentDifferences(
  guideline: Pick<Guideline, 'renewal' | 'facts' | 'sets'>,
  before: Facts,
  after: Facts,
): readonly FactDifference[] {
  return factDifferences(guideline, guideline.renewal.treatment, before, after).filter(
    (each) => each.after !== undefined,
  );
}

/** Those of some facts that two requests do not state alike, read as the guideline reads them. */
export function factDifferences(
  { facts, sets }: Pick<Guideline, 'facts' | 'sets'>,
  paths: readonly string[],
  before: Facts,
  after: Facts,
): readonly FactDifference[] {
  return facts
    .filter(({ path }) => paths.includes(path))
    .map((fact) => ({
      fact,
      before: valueAt(before, fact.path) ?? undefined,
      after: valueAt(after, fact.path) ?? undefined,
    }))
    .filter((each) => !isSame(each.fact, each.before, each.after, sets))
    .map((each) => ({ ...each, fact: each.fact.path }));
}

function isSame(fact: FactDefinition, before: unknown, after: unknown, sets: ValueSets): boolean {
  return JSON.stringify(read(fact, before, sets)) === JSON.stringify(read(fact, after, sets));
}

function read(fact: FactDefinition, value: unknown, sets: ValueSets): unknown {
  if (fact.type !== 'agents' || !Array.isArray(value)) return value;
  const ignored = fact.ignored.map((name) => sets.agent(name));
  const names = value.filter((name) => typeof name === 'string');
  return [
    ...new Set(names.filter((name) => !ignored.includes(sets.agent(name))).map(named)),
  ].sort();

  function named(name: string): string {
    const agent = sets.agent(name);
    return agent === UNLISTED_AGENT ? drugName(name) : `#${agent}`;
  }
}
