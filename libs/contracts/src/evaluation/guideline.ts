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
  .meta({ description: 'A criterion: its rule in words, and where the guideline states it' });

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
        label: z.string().meta({ description: 'A short name to display' }),
        question: z
          .string()
          .nullable()
          .meta({ description: 'null when the fact is never requested' }),
        words: z
          .array(z.strictObject({ value: z.string(), label: z.string() }))
          .nullable()
          .meta({ description: 'The allowed values of a fact of type `word`' }),
        unit: z.string().nullable(),
        normalRange: range
          .nullable()
          .meta({ description: 'Both ends are within the normal range' }),
        advisoryOnly: z.boolean().meta({ description: 'Used for advisories only' }),
      }),
    ),
    dosing: z.array(z.string()).meta({
      description:
        'The facts that are the numbers of a dose; a decision names each by the last part of its path',
    }),
    measurements: z
      .array(
        z.strictObject({
          title: z.string(),
          facts: z.array(z.string()),
          trend: z
            .array(z.string())
            .nullable()
            .meta({ description: 'Labels for the facts as points on a timeline' }),
          ratio: z
            .strictObject({
              label: z.string(),
              facts: z.tuple([z.string(), z.string()]),
              normalRange: range,
              note: z.string().nullable(),
            })
            .nullable()
            .meta({ description: 'A ratio of two of the facts, shown with them' }),
        }),
      )
      .meta({ description: 'A group of related optional findings' }),
    codes: z
      .array(
        z.strictObject({
          code: z.string(),
          title: z.string(),
          conditions: z.array(z.string()),
          supports: z.boolean().meta({ description: 'Whether the guideline covers this code' }),
          validFrom: calendarDate,
          validTo: calendarDate.nullable().meta({ description: 'The last valid day' }),
        }),
      )
      .meta({ description: 'The ICD-10-CM codes listed in the guideline, with their dates' }),
    clauses: z.strictObject({ initiation: clauseRule, continuation: clauseRule }),
  })
  .meta({ description: 'A guideline in words: what it asks for and which answers it accepts' });

export type GuidelineDescriptionJson = z.infer<typeof guidelineDescription>;
