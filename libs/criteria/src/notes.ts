import type { Condition, NoteDefinition, NoteTest } from './definition';
import type { Note } from './determination';
import type { Layout } from './layout';
import { combinedReading } from './program';
import type { Slots } from './readings';
import { compileNoteTest, type Reading } from './tests';
import type { ValueSets } from './value-sets';
import { MET } from './verdict';

/** A hold or advisory, compiled: it is raised when its condition is met, never when unknown. */
export interface CompiledNote {
  readonly note: Note;
  readonly read: Reading;
}

/**
 * Compiles holds (`settled` false: they come from facts that are given) or advisories (`settled`
 * true: a condition that the code tells counts).
 */
export function compileNotes(
  definitions: readonly NoteDefinition[],
  layout: Layout,
  sets: ValueSets,
  settled: boolean,
): readonly CompiledNote[] {
  const compile = (when: Condition<NoteTest>): Reading => {
    if ('all' in when) return combinedReading('all', when.all.map(compile));
    if ('any' in when) return combinedReading('any', when.any.map(compile));
    const fact = 'fact' in when ? layout.fact(when.fact) : undefined;
    return compileNoteTest(when, fact, layout, sets, settled);
  };
  return definitions.map(({ id, message, when }) => ({
    note: Object.freeze({ id, message }),
    read: compile(when),
  }));
}

export function raised(notes: readonly CompiledNote[], slots: Slots): readonly Note[] {
  const found: Note[] = [];
  for (const { note, read } of notes) if (read(slots) === MET) found.push(note);
  return found;
}
