import { z } from 'zod';
import { GuidelineRefused, type DefinitionFault } from './definition-fault';
import type { Guideline } from './guideline';

const text = z.string().min(1);
const range = z.strictObject({ low: z.number(), high: z.number() });

/** The names that people see for a guideline's facts, words and codes. */
const presentationDefinition = z.strictObject({
  /**
   * A short name for each fact, and the unit and the normal range of a number. `documentation` for
   * what an office writes down or has on file, as opposed to the member's condition and treatment.
   */
  facts: z.record(
    text,
    z.strictObject({
      label: text,
      unit: text.optional(),
      normal: range.optional(),
      documentation: z.literal(true).optional(),
    }),
  ),
  /** A short name for each word of a fact, by the fact. */
  words: z.record(text, z.record(text, text)),
  /** A dosing in a sentence; paths in braces are replaced by the numbers of its facts. */
  dosing: text.optional(),
  /** Optional findings that go together, in reading order. */
  measurements: z
    .array(
      z.strictObject({
        title: text,
        facts: z.array(text).min(1),
        /** Names of the facts as points in time, oldest first. */
        trend: z.array(text).min(2).optional(),
        /** A ratio of two of the facts, shown with them. */
        ratio: z
          .strictObject({
            label: text,
            facts: z.tuple([text, text]),
            normal: range,
            note: text.optional(),
          })
          .optional(),
      }),
    )
    .default([]),
  /** ICD-10-CM codes with their titles and validity days, in reading order. */
  codes: z.array(
    z.strictObject({
      code: text,
      title: text,
      validFrom: z.iso.date(),
      /** The last valid day of a withdrawn code. */
      validTo: z.iso.date().optional(),
    }),
  ),
  /** What letters to members say in Spanish: each text by the English one, and the dosing. */
  spanish: z.strictObject({ dosing: text.optional(), words: z.record(text, text) }).optional(),
});

export type Presentation = z.infer<typeof presentationDefinition>;

/**
 * Reads how a guideline is shown. It is not part of the rules: no evaluation uses it.
 * @throws GuidelineRefused unless every fact, word and code of the guideline has its name, and
 * every name its fact or word
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
  { facts, words, codes, dosing, measurements, spanish }: Presentation,
  { facts: declared, dosing: dosed, definition }: Guideline,
): DefinitionFault[] {
  const ruled = declared.flatMap((fact) => (fact.type === 'word' ? [fact] : []));
  const numbers = declared.flatMap(({ type, path }) => (type === 'number' ? [path] : []));
  const measured = Object.keys(facts).filter(
    (path) => facts[path]?.unit !== undefined || facts[path]?.normal !== undefined,
  );
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
    ...mismatches('presentation.dosing', pathsInBraces(dosing ?? ''), dosed),
    ...(spanish?.dosing === undefined
      ? []
      : mismatches('presentation.spanish.dosing', pathsInBraces(spanish.dosing), dosed)),
    ...measurements.flatMap(({ facts: grouped, trend, ratio }, index) => {
      const path = `presentation.measurements.${index}`;
      return [
        ...strangers(path, grouped, pathsOf(declared), 'is not declared'),
        ...strangers(path, ratio?.facts ?? [], grouped, 'is not in the group'),
        ...(trend !== undefined && trend.length !== grouped.length
          ? [{ path: `${path}.trend`, message: 'name each fact of the group once' }]
          : []),
      ];
    }),
    ...codes.flatMap(({ code, validFrom, validTo }, index) =>
      validTo === undefined || validFrom <= validTo
        ? []
        : [{ path: `presentation.codes.${index}`, message: `\`${code}\` ends before it begins` }],
    ),
  ];
}

const BRACED = /\{([^{}]*)\}/g;

function pathsInBraces(sentence: string): string[] {
  return Array.from(sentence.matchAll(BRACED), ([, path = '']) => path);
}

/**
 * A dosing in words, by the names of its facts: the guideline's sentence if every number is known,
 * else the known ones with their labels; null if none is.
 */
export function dosingWords(
  { facts, dosing: sentence = '' }: Presentation,
  dosing: ReadonlyMap<string, number>,
): string | null {
  const paths = pathsInBraces(sentence);
  if (paths.length > 0 && paths.every((path) => dosing.has(path))) {
    return sentence.replace(BRACED, (_, path: string) => String(dosing.get(path)));
  }
  const known = Array.from(dosing, ([path, number]) => {
    const { label = path, unit = '' } = facts[path] ?? {};
    return `${label}: ${number} ${unit}`.trim();
  });
  return known.length === 0 ? null : known.join(', ');
}

function pathsOf(facts: readonly { readonly path: string }[]): string[] {
  return facts.map(({ path }) => path);
}

/** What lacks a name, and names of what does not exist. */
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
