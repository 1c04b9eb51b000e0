import type { Facts } from './determination';
import { factAt } from './facts-schema';
import type { Guideline } from './guideline';
import { isMember } from './readings';

/** Known facts with what was given merged in, and the paths of the facts that changed. */
export interface MergedFacts {
  readonly facts: Facts;
  readonly changed: readonly string[];
}

/**
 * Merges given facts over known ones, fact by fact. A list is replaced whole; null makes a fact
 * unknown again. Both have to be valid: paths have one or two members, so that an object at the
 * top is a group of facts.
 */
export function mergeFacts(known: Facts, given: Facts): MergedFacts {
  const merged = new Map(statedFacts(known));
  const changed: string[] = [];
  for (const [path, value] of statedFacts(given)) {
    if (JSON.stringify(merged.get(path) ?? null) === JSON.stringify(value)) continue;
    changed.push(path);
    merged.set(path, value);
  }
  return { facts: nested(merged), changed };
}

/** The facts without those at `paths`. */
export function withoutFacts(facts: Facts, paths: readonly string[]): Facts {
  return nested(statedFacts(facts).filter(([path]) => !paths.includes(path)));
}

/** The paths of the facts that are known, in the order of declaration. */
export function knownFactPaths(guideline: Guideline, facts: Facts): readonly string[] {
  return guideline.facts.flatMap(({ path }) =>
    (factAt(facts, path) ?? null) === null ? [] : [path],
  );
}

type StatedFact = readonly [path: string, value: unknown];

function statedFacts(facts: Facts): StatedFact[] {
  const stated = Object.entries(facts).flatMap(([outer, value]): StatedFact[] =>
    isMember(value)
      ? Object.entries(value).map(([inner, each]) => [`${outer}.${inner}`, each])
      : [[outer, value]],
  );
  return stated.filter(([, value]) => value !== undefined);
}

/** Facts nested by the dots of their paths; an unknown fact is left out. */
function nested(facts: Iterable<StatedFact>): Facts {
  const members = new Map<string, unknown>();
  for (const [path, value] of facts) {
    if (value === null) continue;
    const [outer = '', inner] = path.split('.');
    const group = members.get(outer);
    members.set(
      outer,
      inner === undefined ? value : { ...(isMember(group) ? group : {}), [inner]: value },
    );
  }
  return Object.fromEntries(members);
}
