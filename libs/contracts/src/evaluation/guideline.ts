import { z } from 'zod';
import { calendarDate } from '../http/wire';

export const clauseRule = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    source: z.string(),
    combine: z.enum(['all', 'any']).optional(),
    facts: z.array(z.string()).optional(),
    get children(): z.ZodArray<typeof clauseRule> {
      return z.array(clauseRule);
    },
  })
  .meta({ description: 'A clause: its rule in words, and where the guideline has it' });

const range = z.strictObject({ low: z.number(), high: z.number() });

export const guidelineDescription = z
  .strictObject({
    id: z.string(),
    version: calendarDate,
    title: z.string(),
    source: z.string(),
    drugNames: z.array(z.string()),
    facts: z.array(
      z.strictObject({
        path: z.string(),
        type: z.enum([
          'word',
          'boolean',
          'number',
          'code',
          'text',
          'texts',
          'agents',
          'agent',
          'therapies',
          'authorizations',
        ]),
        label: z.string().meta({ description: 'A short name for people' }),
        question: z.string().nullable().meta({ description: 'null: nobody is ever asked for it' }),
        words: z
          .array(z.strictObject({ value: z.string(), label: z.string() }))
          .nullable()
          .meta({ description: 'The words that a `word` may be' }),
        unit: z.string().nullable(),
        normalRange: range.nullable().meta({ description: 'Both ends are normal' }),
        advisoryOnly: z.boolean().meta({ description: 'It changes advisories and nothing else' }),
      }),
    ),
    measurements: z
      .array(
        z.strictObject({
          title: z.string(),
          facts: z.array(z.string()),
          trend: z
            .array(z.string())
            .nullable()
            .meta({ description: 'Names of the facts as points of one line in time' }),
          ratio: z
            .strictObject({
              label: z.string(),
              facts: z.tuple([z.string(), z.string()]),
              normalRange: range,
              note: z.string().nullable(),
            })
            .nullable()
            .meta({ description: 'A ratio of two of the facts that is shown with them' }),
        }),
      )
      .meta({ description: 'Optional findings that belong together' }),
    codes: z
      .array(
        z.strictObject({
          code: z.string(),
          title: z.string(),
          conditions: z.array(z.string()),
          supports: z.boolean().meta({ description: 'Whether the guideline covers it' }),
          validFrom: calendarDate,
          validTo: calendarDate.nullable().meta({ description: 'The last valid day' }),
        }),
      )
      .meta({ description: 'The ICD-10-CM codes that the guideline names, with their dates' }),
    clauses: z.strictObject({ initiation: clauseRule, continuation: clauseRule }),
  })
  .meta({ description: 'A guideline in words: what it asks, and what it takes for an answer' });

export type GuidelineDescriptionJson = z.infer<typeof guidelineDescription>;
