import { join } from 'node:path';
import { plainWords, type FactDefinition, type Guideline } from '@assent/criteria';
import type { CalendarDate } from '@assent/domain';
import { readGuidelines } from './folder';

/** The folders `<drug>/<version>/` stand beside the sources and beside the build. */
const guidelines = readGuidelines(join(__dirname, '..'));

/**
 * The guideline for a drug as it was asked for, in the version in force on `date`; null when none
 * governs the drug. The oldest version here also governs what was received before it.
 */
export function guidelineInForce(drugText: string, date: CalendarDate): Guideline | null {
  const versions = guidelines
    .filter((guideline) => names(guideline, drugText))
    .sort((a, b) => (a.version < b.version ? -1 : 1));
  return versions.filter(({ version }) => version <= date).at(-1) ?? versions[0] ?? null;
}

/** True when the words of the text are only names and codes of the drug, a name among them. */
function names({ definition }: Guideline, drugText: string): boolean {
  const { drug } = definition.guideline;
  const words = plainWords(drugText).split(' ');
  return (
    words.some((word) => drug.names.includes(word)) &&
    words.every((word) => drug.names.includes(word) || drug.codes.includes(word))
  );
}

/** A version that a case keeps. Throws when its folder is gone: such a folder is never removed. */
export function guidelineFor(id: string, version: string): Guideline {
  const found = guidelines.find((each) => each.id === id && each.version === version);
  if (found === undefined) {
    throw new Error(`the guideline \`${id}\` of \`${version}\` is not here: bring its folder back`);
  }
  return found;
}

/**
 * The facts that a request may state, whatever its drug: those of every guideline, each as its
 * newest version declares it.
 */
export const factVocabulary: readonly FactDefinition[] = [
  ...new Map(
    guidelines.flatMap(({ facts }) => facts.map((fact) => [fact.path, fact] as const)),
  ).values(),
];
