import type { Facts } from '../language/determination';
import { valueAt, isMembers } from '@assent/vocabulary';
import { isSpecific, plainWords } from '../language/words';
import type { Guideline } from '../loading/guideline';

/** Known facts with the given ones merged in, and the paths of the facts that changed. */
export interface MergedFacts {
  readonly facts: Facts;
  readonly changed: readonly string[];
}

/**
 * Merges given facts over known ones, fact by fact. It replaces a list whole; null makes a fact
 * unknown again. Both must be valid: an object among facts is then a group of them, at any depth.
 */
export function mergeFacts(known: Facts, given: Facts): MergedFacts {
  const merged = new Map(statedFacts(known));
  const changed: string[] = [];
  for (const [path, value] of statedFacts(given)) {
    if (written(merged.get(path) ?? null) === written(value)) continue;
    changed.push(path);
    merged.set(path, value);
  }
  return { facts: nested(merged), changed };
}

/**
 * Merges later facts over earlier ones. What is unknown now keeps its earlier value: null, and a
 * text that says nothing (R3).
 */
export function toldSince({ facts, sets }: Guideline, before: Facts, now: Facts): Facts {
  const texts = new Set(
    facts.flatMap(({ path, type }) => (type === 'text' || type === 'texts' ? [path] : [])),
  );
  const saysSomething = (text: unknown) =>
    typeof text === 'string' && isSpecific(plainWords(text), sets.nonAnswers);
  const told = statedFacts(now).filter(([path, value]) => {
    if (value === null || !texts.has(path)) return value !== null;
    return Array.isArray(value)
      ? value.length === 0 || value.some(saysSomething)
      : saysSomething(value);
  });
  return mergeFacts(before, nested(told)).facts;
}

/** A value as text, whatever the order of its members. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    isMembers(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

/** The facts without those at `paths`. */
export function withoutFacts(facts: Facts, paths: readonly string[]): Facts {
  return nested(statedFacts(facts).filter(([path]) => !paths.includes(path)));
}

/** Whether a list of agents has a name with more after it than a form of the agent. */
export function namesMoreThanAgents(guideline: Guideline, facts: Facts): boolean {
  return guideline.facts.some(({ path, type }) => {
    const names = type === 'agents' ? valueAt(facts, path) : null;
    return (
      Array.isArray(names) &&
      names.some((name) => typeof name === 'string' && guideline.sets.saysMore(name))
    );
  });
}

/** The paths of the known facts, in order of declaration. */
export function knownFactPaths(guideline: Guideline, facts: Facts): readonly string[] {
  return guideline.facts.flatMap(({ path }) =>
    (valueAt(facts, path) ?? null) === null ? [] : [path],
  );
}

type StatedFact = readonly [path: string, value: unknown];

function statedFacts(facts: Facts, above = ''): StatedFact[] {
  return Object.entries(facts).flatMap(([name, value]): StatedFact[] => {
    if (value === undefined) return [];
    return isMembers(value) ? statedFacts(value, `${above}${name}.`) : [[above + name, value]];
  });
}

/** Facts nested by the dots of their paths, without unknown ones. */
function nested(facts: Iterable<StatedFact>): Facts {
  const members = new Map<string, unknown>();
  const groups = new Map<string, StatedFact[]>();
  for (const [path, value] of facts) {
    if (value === null) continue;
    const [outer = '', ...inner] = path.split('.');
    if (inner.length === 0) {
      members.set(outer, value);
    } else {
      const group = groups.get(outer) ?? [];
      group.push([inner.join('.'), value]);
      groups.set(outer, group);
      members.set(outer, group);
    }
  }
  for (const [outer, group] of groups) members.set(outer, nested(group));
  return Object.fromEntries(members);
}
