import type { FactDefinition, GuidelineDefinition } from './definition';
import type { Facts, GuidelineReference, Note, Routing } from './determination';
import { factsSchema } from './facts-schema';
import { layOut, type Layout } from './layout';
import { missingFinder, type MissingFinder } from './missing';
import { compileNotes, type CompiledNote } from './notes';
import { compileProgram, type Program } from './program';
import type { LineOfBusiness, RequestType } from '@assent/domain';
import { valueSets, type ValueSets } from './value-sets';

/** A guideline ready to evaluate: immutable, and the same for every request. */
export interface Guideline {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** SHA-256 of its content, in hexadecimal. */
  readonly digest: string;
  readonly reference: GuidelineReference;
  readonly definition: GuidelineDefinition;
  readonly facts: readonly FactDefinition[];
  readonly factsSchema: ReturnType<typeof factsSchema>;
  /** What a renewal takes over from the case before, and how one is foreseen. */
  readonly renewal: {
    /** Ids of the advisories that an authorization carries as warnings. */
    readonly advisories: readonly string[];
    /** Facts that are not carried over but asked for anew. */
    readonly askedAnew: readonly string[];
    /** The facts of a renewal after a treatment that went well. */
    readonly foreseen: Facts;
  };
  readonly exceptions: ReadonlyMap<LineOfBusiness, Routing>;
  readonly sets: ValueSets;
  readonly layout: Layout;
  readonly programs: Readonly<Record<RequestType, Program>>;
  readonly missing: Readonly<Record<RequestType, MissingFinder>>;
  readonly holds: readonly CompiledNote[];
  readonly advisories: readonly CompiledNote[];
}

/** Compiles a definition that has no faults. */
export function compileGuideline(definition: GuidelineDefinition, digest: string): Guideline {
  const { id, version, title } = definition.guideline;
  const sets = valueSets(definition['value-sets']);
  const layout = layOut(definition.facts.facts, definition.facts.couplings, sets);
  const initiation = compileProgram(definition.initiation, layout, sets);
  const continuation = compileProgram(definition.continuation, layout, sets);
  return {
    id,
    version,
    title,
    digest,
    reference: Object.freeze({ id, version }),
    definition,
    facts: definition.facts.facts,
    factsSchema: factsSchema(definition.facts.facts),
    renewal: definition.renewal,
    exceptions: new Map(
      definition.guideline.exceptions.map(({ lineOfBusiness, to, reason }) => [
        lineOfBusiness,
        Object.freeze({ to, reason }),
      ]),
    ),
    sets,
    layout,
    programs: { initiation, continuation },
    missing: {
      initiation: missingFinder(initiation, layout, sets),
      continuation: missingFinder(continuation, layout, sets),
    },
    holds: compileNotes(definition.holds, layout, sets, false),
    advisories: compileNotes(definition.advisories, layout, sets, true),
  };
}

export function noteById(notes: readonly CompiledNote[], id: string): Note {
  const found = notes.find(({ note }) => note.id === id);
  if (found === undefined) throw new Error(`the guideline has no note \`${id}\``);
  return found.note;
}
