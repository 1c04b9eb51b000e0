import type { RequestType } from '@assent/domain';
import type { Condition, NamedCondition, NoteDefinition, NoteTest } from '../language/definition';
import type { Note } from '../language/determination';
import type { ValueSets } from '../language/value-sets';
import { MET, NOT_MET, VALUES, verdictOf } from '../language/verdict';
import type { Reading } from './atom';
import { compileNoteTest } from './clause-tests';
import type { Slots } from './fact-readers';
import type { Layout } from './layout';
import { isUnknown, neededFact, type NeededFact } from './needed-facts';
import { combinedReading } from './program';
import { factsIn } from './quantities';

/** A compiled hold or advisory: raised when its condition is met, never when unknown. */
export interface CompiledNote {
  readonly id: string;
  /** Without this fact it is not raised. */
  readonly needed: NeededFact | null;
  readonly read: Reading;
  /** Its further conditions: each adds a part to the note. */
  readonly details: readonly Reading[];
  /** Its words for a request type with the raised details, a bit for each. */
  readonly note: (requestType: RequestType, details: number) => Note;
}

/** Named conditions, by name. */
export type Definitions = ReadonlyMap<string, CompiledDefinition>;

interface CompiledDefinition {
  readonly when: Condition<NoteTest>;
  readonly read: Reading;
}

/** Compiles named conditions in order; each may use those before it. */
export function compileDefinitions(
  definitions: readonly NamedCondition[],
  layout: Layout,
  sets: ValueSets,
): Definitions {
  const compiled = new Map<string, CompiledDefinition>();
  const facts = new Map<string, readonly string[]>();
  for (const { id, when } of definitions) {
    const read = compileCondition(when, compiled, layout, sets, true);
    const used = definitionsIn(when).flatMap((name) => facts.get(name) ?? []);
    facts.set(id, [...new Set([...factsIn(when), ...used])]);
    compiled.set(id, { when, read: unlessUntold(read, facts.get(id) ?? [], layout) });
  }
  return compiled;
}

/** The same reading, but immediate when no fact of it is given: the usual case. */
function unlessUntold(read: Reading, paths: readonly string[], layout: Layout): Reading {
  const untold = layout.blank();
  const value = read(untold);
  const places = paths.flatMap((path) => layout.fact(path)?.settledAt ?? []);
  return (slots) => {
    for (const at of places) if (!Object.is(slots[at], untold[at])) return read(slots);
    return value;
  };
}

function definitionsIn(when: Condition<NoteTest>): string[] {
  if ('all' in when) return when.all.flatMap(definitionsIn);
  if ('any' in when) return when.any.flatMap(definitionsIn);
  return when.test === 'definition' ? [when.definition] : [];
}

function compileCondition(
  when: Condition<NoteTest>,
  definitions: Definitions,
  layout: Layout,
  sets: ValueSets,
  settled: boolean,
): Reading {
  const compile = (each: Condition<NoteTest>): Reading =>
    compileCondition(each, definitions, layout, sets, settled);
  if ('all' in when) return combinedReading('all', when.all.map(compile));
  if ('any' in when) return combinedReading('any', when.any.map(compile));
  if (when.test === 'definition') return definitionReading(when, definitions);
  const fact = 'fact' in when ? layout.fact(when.fact) : undefined;
  return compileNoteTest(when, fact, layout, sets, settled);
}

function definitionReading(
  { definition, verdicts }: Extract<NoteTest, { test: 'definition' }>,
  definitions: Definitions,
): Reading {
  const named = definitions.get(definition);
  if (named === undefined) throw new Error(`there is no definition \`${definition}\``);
  const { read } = named;
  if (verdicts === undefined) return read;
  const holds = VALUES.map((value) => (verdicts.includes(verdictOf(value)) ? MET : NOT_MET));
  return (slots) => holds[read(slots)] ?? NOT_MET;
}

/**
 * Compiles holds (`settled` false: they use given facts only) or advisories (`settled` true: a
 * condition that the code implies counts). `clauses` are the ids of each request type.
 */
export function compileNotes(
  definitions: readonly NoteDefinition[],
  clauses: Readonly<Record<RequestType, ReadonlySet<string>>>,
  named: Definitions,
  layout: Layout,
  sets: ValueSets,
  settled: boolean,
): readonly CompiledNote[] {
  // A note is raised or not: what is not met needs no further look.
  const compile = (when: Condition<NoteTest>): Reading => {
    if (!('all' in when)) return compileCondition(when, named, layout, sets, settled);
    const parts = when.all.map(compile);
    return (slots) => {
      for (const read of parts) if (read(slots) !== MET) return NOT_MET;
      return MET;
    };
  };
  return definitions.map((definition) => {
    const details = definition.details ?? [];
    const notes = { initiation: new Map<number, Note>(), continuation: new Map<number, Note>() };
    return {
      id: definition.id,
      needed: neededFact(definition.when, named, layout, sets, settled),
      read: compile(definition.when),
      details: details.map(({ when }) => compile(when)),
      note: (requestType, raisedDetails) => {
        const made =
          notes[requestType].get(raisedDetails) ??
          noteOf(
            definition.id,
            [definition, ...details.filter((_, bit) => (raisedDetails & (1 << bit)) !== 0)],
            clauses[requestType],
          );
        notes[requestType].set(raisedDetails, made);
        return made;
      },
    };
  });
}

/** A note with all its words, and the criteria of its request type that it touches. */
function noteOf(
  id: string,
  parts: readonly { readonly message: string; readonly clauses?: readonly string[] | undefined }[],
  known: ReadonlySet<string>,
): Note {
  const touched = parts.flatMap(({ clauses = [] }) => clauses.filter((each) => known.has(each)));
  return Object.freeze({
    id,
    message: parts.map(({ message }) => message).join(' '),
    ...(touched.length > 0 && { clauses: Object.freeze([...new Set(touched)]) }),
  });
}

/** The notes that a request raises. */
export function raised(
  notes: readonly CompiledNote[],
  requestType: RequestType,
  slots: Slots,
): readonly Note[] {
  const found: Note[] = [];
  for (const { needed, read, details, note } of notes) {
    if ((needed !== null && isUnknown(needed, slots)) || read(slots) !== MET) continue;
    let bits = 0;
    details.forEach((detail, bit) => {
      if (detail(slots) === MET) bits |= 1 << bit;
    });
    found.push(note(requestType, bits));
  }
  return found;
}

/** The stored form of a raised note: its id, and a plus with the bits of its details if any. */
export function storedNote(
  notes: readonly CompiledNote[],
  requestType: RequestType,
  { id, message }: Note,
): string {
  const { details, note } = noteById(notes, id);
  for (let bits = 1; bits < 1 << details.length; bits += 1) {
    if (note(requestType, bits).message === message) return `${id}+${bits}`;
  }
  return id;
}

/** All that a stored note says without its guideline: its id. */
export function noteWithoutWords(stored: string): Note {
  const [id = ''] = stored.split('+');
  return { id, message: id };
}

/** The notes that were stored; null if the guideline has none with that id. */
export function notesFrom(
  notes: readonly CompiledNote[],
  requestType: RequestType,
  stored: readonly string[],
): readonly Note[] | null {
  const found = stored.flatMap((each) => {
    const [id, bits = '0'] = each.split('+');
    const compiled = notes.find((note) => note.id === id);
    return compiled ? [compiled.note(requestType, Number(bits))] : [];
  });
  return found.length === stored.length ? found : null;
}

function noteById(notes: readonly CompiledNote[], id: string): CompiledNote {
  const found = notes.find((each) => each.id === id);
  if (found === undefined) throw new Error(`the guideline has no note \`${id}\``);
  return found;
}
