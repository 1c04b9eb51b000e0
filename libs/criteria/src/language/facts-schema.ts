import {
  FIRST_YEAR,
  LAST_YEAR,
  isCalendarDate,
  isInYears,
  type CalendarDate,
  type Fault,
} from '@assent/domain';
import { z } from 'zod';
import type { FactDefinition } from './definition';
import { isMembers, valueAt } from '@assent/vocabulary';
import { fault } from './fault';
import { isInRange } from './number-range';
import { DIAGNOSIS_CODE, diagnosisCode } from './words';

/** The limits of a request, in characters and entries. */
export const MAX_NAME_LENGTH = 200;

export const MAX_TEXT_LENGTH = 4000;

export const MAX_ENTRIES = 100;

/** In bytes, of all facts of a case, as JSON in UTF-8. Real requests use under a sixth of it. */
export const MAX_FACTS_BYTES = 32 * 1024;

export const MAX_FACTS_WORDS = `${MAX_FACTS_BYTES / 1024} kB`;

const UNSTORABLE = /\0|\p{Cs}/u;

/** A text of readable characters; may be empty. A text that is too long is not examined further. */
export function textUpTo(longest: number) {
  return z
    .string()
    .max(longest, { abort: true })
    .refine((text) => !UNSTORABLE.test(text), fault('not-text', 'must be readable text'));
}

/** The pattern of a text that is not blank, as JSON Schema writes it. */
export const NOT_BLANK = '\\S';

/** A text that is not blank. */
export function nameUpTo(longest: number) {
  return textUpTo(longest)
    .refine((text) => text.trim() !== '', fault('empty', 'must not be empty'))
    .meta({ pattern: NOT_BLANK });
}

export const calendarDate = z
  .string()
  .refine(isCalendarDate, fault('not-a-date', 'must be a date that exists, written YYYY-MM-DD'))
  .meta({ format: 'date' });

export const name = nameUpTo(MAX_NAME_LENGTH);

const agents = z.array(name).max(MAX_ENTRIES);

const therapy = z.strictObject({
  agents: agents.min(1),
  adequateDuration: z.boolean().nullish(),
  endedOn: calendarDate.nullish().meta({ description: 'null: the member is still on it' }),
  progressedOn: calendarDate.nullish().meta({ description: 'null: no progression' }),
});

const authorization = z.strictObject({
  payer: name,
  approvedOn: calendarDate.nullish(),
  condition: textUpTo(MAX_NAME_LENGTH).nullish(),
});

/** The shape of each type of fact, null aside. */
function factSchema(fact: FactDefinition): z.ZodType {
  switch (fact.type) {
    case 'word':
      return z.enum(fact.words);
    case 'boolean':
      return z.boolean();
    case 'number':
      return numberIn(fact.range);
    case 'code':
      return textUpTo(MAX_NAME_LENGTH)
        .refine(
          (text) => diagnosisCode(text) !== null,
          fault('not-a-code', 'must be an ICD-10-CM code'),
        )
        .meta({ pattern: DIAGNOSIS_CODE });
    case 'text':
      return textUpTo(MAX_TEXT_LENGTH);
    case 'texts':
      return z.array(textUpTo(MAX_TEXT_LENGTH)).max(MAX_ENTRIES);
    case 'agents':
      return agents;
    case 'agent':
      return name;
    case 'therapies':
      return z.array(therapy).max(MAX_ENTRIES);
    case 'authorizations':
      return z.array(authorization).max(MAX_ENTRIES);
  }
}

const RANGE_MESSAGES = {
  positive: 'must be above zero',
  'not-negative': 'must not be negative',
  'positive-whole': 'must be above zero',
  percent: 'must be from 0 to 100',
} as const;

/** The same bounds in JSON Schema. */
const RANGE_KEYWORDS = {
  positive: { exclusiveMinimum: 0 },
  'not-negative': { minimum: 0 },
  'positive-whole': { type: 'integer', exclusiveMinimum: 0 },
  percent: { minimum: 0, maximum: 100 },
} as const;

function numberIn(range: keyof typeof RANGE_MESSAGES): z.ZodType {
  const number = z.number();
  if (range !== 'positive-whole') {
    return number
      .refine((each) => isInRange(each, range), fault('out-of-range', RANGE_MESSAGES[range]))
      .meta(RANGE_KEYWORDS[range]);
  }
  return number
    .refine(Number.isInteger, fault('not-whole', 'must be a whole number'))
    .refine((each) => each > 0, fault('out-of-range', RANGE_MESSAGES[range]))
    .meta(RANGE_KEYWORDS[range]);
}

/**
 * The schema of facts, nested by the dots of their paths, for validation, types and OpenAPI. Every
 * fact may be absent or null, which both mean unknown; it refuses other members, and facts that are
 * too large as a whole.
 */
export function factsSchema(definitions: readonly FactDefinition[]) {
  return groupSchema(definitions, '')
    .refine((facts) => sizeAsJson(facts) <= MAX_FACTS_BYTES, {
      ...fault('too-large', TOO_LARGE),
      when: () => true,
    })
    .meta({ description: `At most ${MAX_FACTS_WORDS} as JSON` });
}

const TOO_LARGE = `must have at most ${MAX_FACTS_WORDS} as JSON; shorten the texts, and add what they were taken from as a document`;

/** In bytes, as JSON in UTF-8. */
export function sizeAsJson(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

function groupSchema(
  definitions: readonly FactDefinition[],
  above: string,
): z.ZodObject<Record<string, z.ZodType>, z.core.$strict> {
  const shape: Record<string, z.ZodType> = {};
  for (const fact of definitions) {
    const [name = '', ...inner] = fact.path.slice(above.length).split('.');
    if (Object.hasOwn(shape, name)) continue;
    if (inner.length === 0) {
      shape[name] = factSchema(fact)
        .nullish()
        .meta(fact.question === undefined ? {} : { description: fact.question });
    } else {
      const group = `${above}${name}.`;
      const members = definitions.filter(({ path }) => path.startsWith(group));
      shape[name] = groupSchema(members, group).optional();
    }
  }
  return z.strictObject(shape);
}

export const YEARS_MESSAGE = `must be in one of the years ${FIRST_YEAR} to ${LAST_YEAR}`;

/** The limits of a date among the facts; null if one cannot be read. */
export interface LifeSoFar {
  /** When the member was born. */
  readonly born: CalendarDate | null;
  /** When the request was received. */
  readonly asOf: CalendarDate | null;
}

/**
 * Impossible dates among the facts: later than the receipt (R7, R9), before the member was born, or
 * in an invalid year. It finds them even if other facts have faults: it judges whatever it can
 * read.
 */
export function misplacedDates(
  definitions: readonly FactDefinition[],
  facts: unknown,
  life: LifeSoFar,
): Fault[] {
  const faults: Fault[] = [];
  if (!isMembers(facts)) return faults;
  for (const { path, type } of definitions) {
    const members = DATES_OF_ENTRIES.get(type);
    const entries = members && valueAt(facts, path);
    if (!members || !Array.isArray(entries)) continue;
    for (const [index, entry] of entries.entries()) {
      for (const member of members) {
        const found = isMembers(entry) ? misplaced(entry[member], life) : null;
        if (found) faults.push({ path: `facts.${path}.${index}.${member}`, ...found });
      }
    }
  }
  return faults;
}

const DATES_OF_ENTRIES: ReadonlyMap<FactDefinition['type'], readonly string[]> = new Map([
  ['therapies', ['endedOn', 'progressedOn']],
  ['authorizations', ['approvedOn']],
]);

function misplaced(value: unknown, { born, asOf }: LifeSoFar): Omit<Fault, 'path'> | null {
  if (typeof value !== 'string' || !isCalendarDate(value)) return null;
  if (!isInYears(value)) return { code: 'out-of-range', message: YEARS_MESSAGE };
  if (born !== null && value < born) {
    return { code: 'before-birth', message: 'must not be before the member was born' };
  }
  if (asOf === null || value <= asOf) return null;
  return {
    code: 'after-receipt',
    message: 'must not be later than the day on which the request was received',
  };
}
