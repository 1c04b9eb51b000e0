import { LINES_OF_BUSINESS } from '@assent/vocabulary';
import { z } from 'zod';
import { ROUTING_TARGETS } from './determination';

/** The JSON of a guideline folder. Every object is closed: it refuses unknown members. */

const text = z.string().min(1);
const closed = z.strictObject;

/** A fact that requests may state, and the question that asks for it. */
const declaration = { path: z.string().regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*){0,2}$/) };
const question = { question: text.optional() };
/** The list of phrases by which a text contradicts itself. */
const contradicted = { contradictedBy: text.optional() };

export const factDefinition = z.discriminatedUnion('type', [
  closed({
    ...declaration,
    ...question,
    type: z.literal('word'),
    words: z.array(text).min(2).max(30),
  }),
  closed({ ...declaration, ...question, type: z.literal('boolean') }),
  closed({
    ...declaration,
    ...question,
    type: z.literal('number'),
    /** Which numbers are valid. */
    range: z.enum(['positive', 'not-negative', 'positive-whole', 'percent']),
  }),
  closed({ ...declaration, ...question, type: z.literal('code') }),
  closed({ ...declaration, ...question, ...contradicted, type: z.literal('text') }),
  closed({ ...declaration, ...question, ...contradicted, type: z.literal('texts') }),
  closed({
    ...declaration,
    ...question,
    type: z.literal('agents'),
    /** Agents in the list that do not count. */
    ignored: z.array(text),
  }),
  closed({
    ...declaration,
    ...question,
    type: z.literal('agent'),
    /** The word that names no agent. */
    none: text,
  }),
  closed({ ...declaration, ...question, type: z.literal('therapies') }),
  closed({ ...declaration, ...question, type: z.literal('authorizations') }),
]);

/** Facts that settle each other, or replace each other. */
export const couplingDefinition = z.discriminatedUnion('kind', [
  /** A listed code implies the condition; a stated condition judges the code. */
  closed({ kind: z.literal('code-tells-condition'), code: text, condition: text }),
  /** A true flag means that no agent is named; a named agent makes the flag false. */
  closed({ kind: z.literal('flag-excludes-agent'), flag: text, agent: text }),
  /** A specific reason implies the flag, a false flag needs no reason: one fact, asked as `reason`. */
  closed({ kind: z.literal('reason-implies-flag'), flag: text, reason: text }),
]);

/** Tests that clauses may make. */
const clauseTests = [
  closed({ test: z.literal('word-is'), fact: text, words: z.array(text).min(1) }),
  closed({ test: z.literal('flag-is'), fact: text, value: z.boolean() }),
  closed({ test: z.literal('at-most'), fact: text, limit: z.number() }),
  closed({ test: z.literal('above'), fact: text, limit: z.number() }),
  closed({ test: z.literal('below'), fact: text, limit: z.number() }),
  closed({ test: z.literal('specific'), fact: text }),
  closed({ test: z.literal('code-supports'), fact: text }),
  closed({ test: z.literal('regimen-is'), fact: text, agents: text }),
  closed({ test: z.literal('regimen-without'), fact: text, agents: text }),
  closed({ test: z.literal('agent-among'), fact: text, agents: text }),
  closed({ test: z.literal('adequate-therapies'), fact: text, atLeast: z.int().min(1).max(9) }),
  closed({ test: z.literal('adequate-therapy-with'), fact: text, agents: text }),
  closed({ test: z.literal('progressed-within'), fact: text, days: z.int().min(0) }),
  closed({ test: z.literal('approved-within'), fact: text, years: z.int().min(1) }),
] as const;

/** Two quantities to compute with. */
const operands = z.lazy(() => z.tuple([quantity, quantity]));

/**
 * A number, a fact, or an operation on two quantities: computed exactly, on the decimals sent.
 * `ratio` is infinite if the second is 0, and unknown if both are. `reduction` is in percent of the
 * first, and unknown if that is 0.
 */
export type Quantity =
  | number
  | { readonly fact: string }
  | { readonly times: Operands }
  | { readonly difference: Operands }
  | { readonly distance: Operands }
  | { readonly ratio: Operands }
  | { readonly reduction: Operands };

type Operands = readonly [Quantity, Quantity];
export type Operation = 'times' | 'difference' | 'distance' | 'ratio' | 'reduction';

const quantity: z.ZodType<Quantity> = shapedBy<Quantity>(
  {
    fact: closed({ fact: text }),
    times: closed({ times: operands }),
    difference: closed({ difference: operands }),
    distance: closed({ distance: operands }),
    ratio: closed({ ratio: operands }),
    reduction: closed({ reduction: operands }),
  },
  z.number(),
);

/** Tests for holds, advisories and definitions only: they never ask. */
const noteTests = [
  closed({ test: z.literal('not-among'), fact: text, values: z.array(z.number()).min(1) }),
  closed({ test: z.literal('any-entries'), fact: text, value: z.boolean() }),
  closed({ test: z.literal('names-agent'), fact: text, value: z.boolean() }),
  closed({ test: z.literal('contradicts-itself'), fact: text }),
  closed({
    test: z.literal('compare'),
    left: quantity,
    is: z.enum(['below', 'at-most', 'at-least', 'above']),
    right: quantity,
  }),
  /** A definition's verdict; with `verdicts`, whether it is one of them. */
  closed({
    test: z.literal('definition'),
    definition: text,
    verdicts: z
      .array(z.enum(['met', 'not-met', 'unknown']))
      .min(1)
      .optional(),
  }),
  closed({ test: z.literal('request-type-is'), word: z.enum(['initiation', 'continuation']) }),
  closed({ test: z.literal('line-of-business-is'), word: z.enum(LINES_OF_BUSINESS) }),
] as const;

export const clauseTest = z.discriminatedUnion('test', clauseTests);
export const noteTest = z.discriminatedUnion('test', [...clauseTests, ...noteTests]);

export type ClauseTest = z.infer<typeof clauseTest>;
export type NoteTest = z.infer<typeof noteTest>;

/** A test, or all or any of several conditions. */
export type Condition<Test> =
  | Test
  | { readonly all: readonly Condition<Test>[] }
  | { readonly any: readonly Condition<Test>[] };

/** Every test of a condition. */
export function conditionsIn<Test extends { readonly test: string }>(
  when: Condition<Test>,
): readonly Test[] {
  if ('all' in when) return when.all.flatMap((each) => conditionsIn(each));
  if ('any' in when) return when.any.flatMap((each) => conditionsIn(each));
  return [when];
}

/** Picks the shape by the member present, so that a fault names its place. */
function shapedBy<Shape>(
  shapes: Readonly<Record<string, z.ZodType<Shape>>>,
  otherwise: z.ZodType<Shape>,
): z.ZodType<Shape> {
  return z.unknown().transform((value, context): Shape => {
    const member = Object.keys(shapes).find(
      (name) => typeof value === 'object' && value !== null && Object.hasOwn(value, name),
    );
    const shape = (member === undefined ? undefined : shapes[member]) ?? otherwise;
    const parsed = shape.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path, message });
    }
    return z.NEVER;
  });
}

function condition<Test>(test: z.ZodType<Test>): z.ZodType<Condition<Test>> {
  const members = z.array(z.lazy(() => self)).min(1);
  const self: z.ZodType<Condition<Test>> = shapedBy<Condition<Test>>(
    { all: closed({ all: members }), any: closed({ any: members }) },
    test,
  );
  return self;
}

const clauseBase = { id: text, title: text, source: text };
const members = z.array(text).min(1);

export type ClauseDefinition = {
  readonly id: string;
  /** What the clause requires, in plain words. */
  readonly title: string;
  /** Where the source has the clause. */
  readonly source: string;
} & (
  | { readonly when: Condition<ClauseTest> }
  | { readonly all: readonly string[] }
  | { readonly any: readonly string[] }
);

/** A clause: a condition of its own, or all or any of other clauses, by id. */
const clauseDefinition: z.ZodType<ClauseDefinition> = shapedBy<ClauseDefinition>(
  {
    all: closed({ ...clauseBase, all: members }),
    any: closed({ ...clauseBase, any: members }),
  },
  closed({ ...clauseBase, when: condition(clauseTest) }),
);

const programDefinition = closed({
  /** The id of the clause that decides. */
  root: text,
  /** How long an approval lasts, in calendar months. */
  approvalMonths: z.int().min(1).max(120),
  clauses: z.array(clauseDefinition).min(1),
});

/** Criteria that a note concerns, of either request type: it is shown with them. */
const touched = { clauses: z.array(text).optional() };

const noteDefinition = closed({
  id: text,
  message: text,
  source: text,
  ...touched,
  when: condition(noteTest),
  /** Further parts, each shown when its own condition is met too. */
  details: z
    .array(closed({ message: text, ...touched, when: condition(noteTest) }))
    .max(8)
    .optional(),
});

/** The content of one guideline folder: a member per file. */
export const guidelineDefinition = closed({
  guideline: closed({
    id: z.string().regex(/^[a-z0-9-]+$/),
    version: z.iso.date(),
    /** Which reading of this version of the source it is: our corrections are new ones. */
    reading: z.int().min(1).default(1),
    title: text,
    source: text,
    /** The words that name the drug, in lower case, and codes that may accompany a name. */
    drug: closed({ names: z.array(text).min(1), codes: z.array(text) }),
    /** The numeric facts that an authorization covers as its dosing. */
    dosing: z.array(text).default([]),
    /** Lines of business decided elsewhere. */
    exceptions: z.array(
      closed({
        lineOfBusiness: z.enum(LINES_OF_BUSINESS),
        to: z.enum(ROUTING_TARGETS),
        reason: text,
        source: text,
      }),
    ),
  }),
  facts: closed({ facts: z.array(factDefinition).min(1), couplings: z.array(couplingDefinition) }),
  'value-sets': closed({
    /** Each agent by its generic name, its brands, and whether a suffix makes no difference. */
    agents: z.record(text, closed({ brands: z.array(text), suffixed: z.boolean() })),
    agentSets: z.record(text, z.array(text).min(1)),
    /** Listed diagnosis codes, and the conditions that agree with them. */
    codes: z.array(closed({ codes: z.array(text).min(1), conditions: z.array(text).min(1) })),
    /** Texts that answer nothing. */
    nonAnswers: z.array(text),
    /**
     * Lists of phrases. A phrase directly after one of `unlessAfter` does not count: it is negated.
     */
    phrases: z
      .record(
        text,
        z
          .array(closed({ phrases: z.array(text).min(1), unlessAfter: z.array(text).optional() }))
          .min(1),
      )
      .default({}),
  }),
  /** Named conditions, for advisories; each may use those before it. */
  definitions: z
    .array(closed({ id: text, title: text, source: text, when: condition(noteTest) }))
    .default([]),
  initiation: programDefinition,
  continuation: programDefinition,
  renewal: closed({
    /** Advisories about the renewal: an authorization carries them as warnings. */
    advisories: z.array(text),
    /** Facts that a renewal review asks again, however well known before. */
    askedAnew: z.array(text),
    /** Facts that define the treatment: another value needs another authorization. */
    treatment: z.array(text).default([]),
    /** The facts of a renewal that goes well, to find at the approval what will block it. */
    foreseen: z.record(text, z.unknown()),
  }),
  holds: z.array(noteDefinition),
  advisories: z.array(noteDefinition),
});

export type GuidelineDefinition = z.infer<typeof guidelineDefinition>;
export type FactDefinition = z.infer<typeof factDefinition>;
export type CouplingDefinition = z.infer<typeof couplingDefinition>;
export type ProgramDefinition = GuidelineDefinition['initiation'];
export type NoteDefinition = GuidelineDefinition['holds'][number];
export type NamedCondition = GuidelineDefinition['definitions'][number];
