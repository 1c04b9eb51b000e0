import type { Condition, NoteTest } from '../language/definition';
import type { ValueSets } from '../language/value-sets';
import { MET } from '../language/verdict';
import { compileNoteTest } from './clause-tests';
import type { Slots } from './fact-readers';
import type { LaidFact, Layout } from './layout';
import { factsIn } from './quantities';

/** Tells from one number whether a fact is unknown. */
export interface NeededFact {
  readonly at: number;
  readonly unknown: number;
}

export function isUnknown({ at, unknown }: NeededFact, slots: Slots): boolean {
  return Object.is(slots[at], unknown);
}

/**
 * A fact without which a condition is never met; null if there is none. Of several the one declared
 * last: those that are asked for come first, and what is rarely stated decides soonest.
 */
export function neededFact(
  when: Condition<NoteTest>,
  definitions: ReadonlyMap<string, { readonly when: Condition<NoteTest> }>,
  layout: Layout,
  sets: ValueSets,
  settled: boolean,
): NeededFact | null {
  const untold = layout.blank();
  const facts = (each: Condition<NoteTest>): readonly LaidFact[] => {
    if ('all' in each) return each.all.flatMap(facts);
    if ('any' in each) {
      const [first = [], ...others] = each.any.map(facts);
      return first.filter((fact) => others.every((needed) => needed.includes(fact)));
    }
    if (each.test === 'definition') {
      const isMet = each.verdicts === undefined || each.verdicts.join() === 'met';
      const named = definitions.get(each.definition);
      return isMet && named ? facts(named.when) : [];
    }
    // Its number is another one: a text that is not specific may still contradict itself.
    if (each.test === 'contradicts-itself') return [];
    const read = factsIn(each).flatMap((path) => layout.fact(path) ?? []);
    const [fact] = read;
    return compileNoteTest(each, fact, layout, sets, settled)(untold) === MET ? [] : read;
  };
  const [last] = [...facts(when)].sort((a, b) => b.order - a.order);
  if (last === undefined) return null;
  return { at: settled ? last.settledAt : last.at, unknown: last.reader.unknown[0] ?? NaN };
}
