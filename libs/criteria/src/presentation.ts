import { z } from 'zod';
import type { Guideline } from './guideline';
import { GuidelineRefused, type DefinitionFault } from './load';

const text = z.string().min(1);

/** The names by which people are shown a guideline's facts, words and codes. */
const presentationDefinition = z.strictObject({
  /** A short name for each fact, and the unit of a number. */
  facts: z.record(text, z.strictObject({ label: text, unit: text.optional() })),
  /** A short name for each word that a fact may be, by the fact. */
  words: z.record(text, z.record(text, text)),
  /** ICD-10-CM codes with their titles and the days on which they are valid, in reading order. */
  codes: z.array(
    z.strictObject({
      code: text,
      title: text,
      validFrom: z.iso.date(),
      /** The last valid day of a code that was taken back. */
      validTo: z.iso.date().optional(),
    }),
  ),
});

export type Presentation = z.infer<typeof presentationDefinition>;

/**
 * Reads how a guideline is shown. It is no part of the rules: nothing that is evaluated comes from it.
 * @throws GuidelineRefused unless every fact, word and code of the guideline has its name, and every
 * name its fact or word
 */
export function loadPresentation(content: unknown, guideline: Guideline): Presentation {
  const parsed = presentationDefinition.safeParse(content);
  if (!parsed.success) {
    throw new GuidelineRefused(
      parsed.error.issues.map(({ path, message }) => ({
        path: ['presentation', ...path].join('.'),
        message,
      })),
    );
  }
  const faults = presentationFaults(parsed.data, guideline);
  if (faults.length > 0) throw new GuidelineRefused(faults);
  return parsed.data;
}

function presentationFaults(
  { facts, words, codes }: Presentation,
  { facts: declared, definition }: Guideline,
): DefinitionFault[] {
  const ruled = declared.flatMap((fact) => (fact.type === 'word' ? [fact] : []));
  const numbers = declared.flatMap(({ type, path }) => (type === 'number' ? [path] : []));
  const measured = Object.keys(facts).filter((path) => facts[path]?.unit !== undefined);
  return [
    ...mismatches('presentation.facts', Object.keys(facts), pathsOf(declared)),
    ...strangers('presentation.facts', measured, numbers, 'is no number and has no unit'),
    ...mismatches('presentation.words', Object.keys(words), pathsOf(ruled)),
    ...ruled.flatMap(({ path, words: allowed }) =>
      mismatches(`presentation.words.${path}`, Object.keys(words[path] ?? {}), allowed),
    ),
    ...absent(
      'presentation.codes',
      codes.map(({ code }) => code),
      definition['value-sets'].codes.flatMap((group) => group.codes),
    ),
    ...codes.flatMap(({ code, validFrom, validTo }, index) =>
      validTo === undefined || validFrom <= validTo
        ? []
        : [{ path: `presentation.codes.${index}`, message: `\`${code}\` ends before it begins` }],
    ),
  ];
}

function pathsOf(facts: readonly { readonly path: string }[]): string[] {
  return facts.map(({ path }) => path);
}

/** Both what lacks a name and what has one and is not there. */
function mismatches(
  path: string,
  named: readonly string[],
  wanted: readonly string[],
): DefinitionFault[] {
  return [...absent(path, named, wanted), ...strangers(path, named, wanted, 'is not declared')];
}

function absent(
  path: string,
  named: readonly string[],
  wanted: readonly string[],
): DefinitionFault[] {
  return wanted
    .filter((name) => !named.includes(name))
    .map((name) => ({ path, message: `\`${name}\` has no name for people: add one` }));
}

function strangers(
  path: string,
  named: readonly string[],
  known: readonly string[],
  problem: string,
): DefinitionFault[] {
  return named
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: `${path}.${name}`, message: `\`${name}\` ${problem}` }));
}
