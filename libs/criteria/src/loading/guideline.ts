import { layOut, type Layout } from '../compilation/layout';
import { compileDefinitions, compileNotes, type CompiledNote } from '../compilation/notes';
import { compileProgram, type Program } from '../compilation/program';
import type { FactDefinition, GuidelineDefinition } from '../language/definition';
import type { Facts, GuidelineReference, Routing } from '../language/determination';
import { factsSchema } from '../language/facts-schema';
import { valueSets, type ValueSets } from '../language/value-sets';
import { missingFinder, type MissingFinder } from '../missing-facts/missing';
import type { LineOfBusiness, RequestType } from '@assent/domain';

/** A guideline ready to evaluate: immutable, and the same for every request. */
export interface Guideline {
  readonly id: string;
  readonly version: string;
  /** Which reading of the version it is, from 1. */
  readonly reading: number;
  readonly title: string;
  /** SHA-256 of its content, in hexadecimal. */
  readonly digest: string;
  readonly reference: GuidelineReference;
  readonly definition: GuidelineDefinition;
  readonly facts: readonly FactDefinition[];
  readonly factsSchema: ReturnType<typeof factsSchema>;
  /** What a renewal copies from the case before, and how one is foreseen. */
  readonly renewal: {
    /** Ids of the advisories that an authorization carries as warnings. */
    readonly advisories: readonly string[];
    /** Facts that are not copied but asked for again. */
    readonly askedAnew: readonly string[];
    /** Facts that define the requested treatment. */
    readonly treatment: readonly string[];
    /** The facts of a renewal after a successful treatment. */
    readonly foreseen: Facts;
  };
  /** The paths of the facts that an authorization covers as its dosing. */
  readonly dosing: readonly string[];
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
  const { id, version, reading, title, dosing } = definition.guideline;
  const sets = valueSets(definition['value-sets']);
  const layout = layOut(definition.facts.facts, definition.facts.couplings, sets);
  const initiation = compileProgram(definition.initiation, layout, sets);
  const continuation = compileProgram(definition.continuation, layout, sets);
  const definitions = compileDefinitions(definition.definitions, layout, sets);
  const clauses = { initiation: idsOf(initiation), continuation: idsOf(continuation) };
  return {
    id,
    version,
    reading,
    title,
    digest,
    reference: Object.freeze({ id, version }),
    definition,
    facts: definition.facts.facts,
    factsSchema: factsSchema(definition.facts.facts),
    renewal: definition.renewal,
    dosing,
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
    holds: compileNotes(definition.holds, clauses, definitions, layout, sets, false),
    advisories: compileNotes(definition.advisories, clauses, definitions, layout, sets, true),
  };
}

function idsOf({ clauses }: Program): ReadonlySet<string> {
  return new Set(clauses.map(({ id }) => id));
}
