import { join } from 'node:path';
import {
  describeGuideline,
  dosingWords,
  plainWords,
  type FactDefinition,
  type Guideline,
  type GuidelineDescription,
  type GuidelineReference,
} from '@assent/criteria';
import type { CalendarDate } from '@assent/domain';
import { readGuidelines, type PublishedGuideline } from './folder';

/** Every reading of every version. Their folders are beside the sources and the build. */
const readings = readGuidelines(join(__dirname, '..'));

/** Each version by its newest reading, which evaluates new requests. */
const guidelines = [
  ...new Map(
    [...readings]
      .sort((a, b) => a.reading - b.reading)
      .map((each) => [`${each.id} ${each.version}`, each] as const),
  ).values(),
];

/**
 * The guideline for a requested drug, in the version in force on `date`; null if none governs the
 * drug. The oldest version here also governs earlier requests.
 */
export function guidelineInForce(drugText: string, date: CalendarDate): Guideline | null {
  return inForce(
    guidelines.filter((guideline) => names(guideline, drugText)),
    date,
  );
}

/** The guideline of an id in words, in the version in force on `date`; null if there is none. */
export function guidelineDescription(id: string, date: CalendarDate): GuidelineDescription | null {
  const guideline = inForce(
    guidelines.filter((each) => each.id === id),
    date,
  );
  return guideline && describeGuideline(guideline, guideline.presentation);
}

function inForce<Version extends Guideline>(
  versions: readonly Version[],
  date: CalendarDate,
): Version | null {
  const ordered = [...versions].sort((a, b) => (a.version < b.version ? -1 : 1));
  return ordered.filter(({ version }) => version <= date).at(-1) ?? ordered[0] ?? null;
}

/** The drugs that guidelines here govern, each with the names allowed in requests. */
export const governedDrugs: readonly { readonly id: string; readonly names: readonly string[] }[] =
  [
    ...new Map(
      guidelines.map(({ id, definition }) => [id, definition.guideline.drug.names] as const),
    ),
  ].map(([id, names]) => ({ id, names }));

/** True if the text has only names and codes of the drug, including a name. */
function names({ definition }: Guideline, drugText: string): boolean {
  const { drug } = definition.guideline;
  const words = plainWords(drugText).split(' ');
  return (
    words.some((word) => drug.names.includes(word)) &&
    words.every((word) => drug.names.includes(word) || drug.codes.includes(word))
  );
}

/** Thrown when the folder of a case's version is gone; never remove such a folder. */
export class GuidelineMissing extends Error {
  override readonly name = 'GuidelineMissing';
  constructor(readonly guideline: GuidelineReference) {
    super(`the guideline \`${guideline.id}\`, version ${guideline.version}, is not installed`);
  }
}

/**
 * The newest reading of a version that a case keeps.
 * @throws GuidelineMissing
 */
export function guidelineFor(id: string, version: string): PublishedGuideline {
  const found = guidelines.find((each) => each.id === id && each.version === version);
  if (found === undefined) throw new GuidelineMissing({ id, version });
  return found;
}

/** The ids of all clauses of a version, in any of its readings; null if it is not installed. */
export function clauseIdsOf(id: string, version: string): ReadonlySet<string> | null {
  const known = readings.filter((each) => each.id === id && each.version === version);
  if (known.length === 0) return null;
  const programs = known.flatMap((each) => Object.values(each.programs));
  return new Set(programs.flatMap(({ clauses }) => clauses.map((clause) => clause.id)));
}

/**
 * The reading that made a determination, by its digest; if no folder has that digest, the oldest
 * reading of the version.
 * @throws GuidelineMissing
 */
export function readingFor(id: string, version: string, digest: string): PublishedGuideline {
  const known = readings.filter((each) => each.id === id && each.version === version);
  return known.find((each) => each.digest === digest) ?? known[0] ?? guidelineFor(id, version);
}

/**
 * The facts that a request may state for any drug: those of every guideline, each as its newest
 * version declares it.
 */
export const factVocabulary: readonly FactDefinition[] = [
  ...new Map(
    guidelines.flatMap(({ facts }) => facts.map((fact) => [fact.path, fact] as const)),
  ).values(),
];

/** What people call a fact, as the newest guideline that has it words it; its path without words. */
export function factLabel(path: string): string {
  const labels = guidelines.map(({ presentation }) => presentation.facts[path]?.label);
  return labels.findLast((label) => label !== undefined) ?? path;
}

/**
 * The dosing of an authorization in words; null if unknown.
 * @param drug the id of its guideline
 * @param dosing numbers by the last members of the paths of their facts
 */
export function dosingSentence(
  drug: string,
  dosing: Readonly<Record<string, number | null>>,
): string | null {
  const guideline = newestOf(drug);
  return guideline && dosingWords(guideline.presentation, knownNumbers(guideline, dosing));
}

/** The same in Spanish; null if unknown, or without Spanish words for it. */
export function dosingInSpanish(
  drug: string,
  dosing: Readonly<Record<string, number | null>>,
): string | null {
  const guideline = newestOf(drug);
  const sentence = guideline?.presentation.spanish?.dosing;
  if (!guideline || sentence === undefined) return null;
  const known = knownNumbers(guideline, dosing);
  if (known.size < guideline.dosing.length) return null;
  return dosingWords({ ...guideline.presentation, dosing: sentence }, known);
}

/**
 * A text of a drug's guideline in Spanish, such as the title of a clause; null without a translation.
 * @param drug the id of its guideline
 */
export function inSpanish(drug: string, text: string): string | null {
  return newestOf(drug)?.presentation.spanish?.words[text] ?? null;
}

function newestOf(drug: string): PublishedGuideline | null {
  return guidelines.filter(({ id }) => id === drug).at(-1) ?? null;
}

function knownNumbers(
  guideline: Guideline,
  dosing: Readonly<Record<string, number | null>>,
): ReadonlyMap<string, number> {
  return new Map(
    guideline.dosing.flatMap((path) => {
      const number = dosing[path.slice(path.lastIndexOf('.') + 1)];
      return typeof number === 'number' ? [[path, number] as const] : [];
    }),
  );
}

/** The agents that guidelines know, each with its brands, by their generic names. */
export const knownAgents: readonly KnownAgent[] = [
  ...new Map(
    guidelines.flatMap(({ definition }) =>
      Object.entries(definition['value-sets'].agents).map(
        ([name, { brands }]) => [name, { name, brands }] as const,
      ),
    ),
  ).values(),
].sort((a, b) => (a.name < b.name ? -1 : 1));

export interface KnownAgent {
  readonly name: string;
  readonly brands: readonly string[];
}
