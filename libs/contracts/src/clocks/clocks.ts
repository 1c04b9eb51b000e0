import { z } from 'zod';
import { instant } from '../http/wire';

/** The clocks of a case. */
export const clocks = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['decision']),
        rule: z.strictObject({
          id: z.string(),
          source: z.string().meta({ description: 'The regulation or policy of the figure' }),
          confidence: z
            .enum(['high', 'medium', 'low'])
            .meta({ description: 'How sure the source is' }),
        }),
        startedAt: instant,
        dueAt: instant,
        state: z.enum(['running', 'met', 'missed', 'ended']),
        tolled: z
          .array(z.strictObject({ from: instant, to: instant.nullable(), reason: z.string() }))
          .meta({ description: 'When it stood still; none of the rules lets a clock stand still' }),
        extension: z.null().meta({ description: 'No rule extends a clock' }),
        consequence: z
          .string()
          .nullable()
          .meta({ description: 'What a missed deadline means; null if the rule does not say' }),
        why: z.string().meta({ description: 'Why it is due then, in a sentence' }),
      }),
    ),
  })
  .meta({ description: 'The clocks of a case, each with its rule and the reason' });

export type ClocksJson = z.infer<typeof clocks>;
