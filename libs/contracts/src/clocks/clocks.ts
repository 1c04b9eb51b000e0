import { z } from 'zod';
import { actor, instant, RATIONALE_LENGTH, receipt, words } from '../http/wire';

const confidence = z
  .enum(['high', 'medium', 'low'])
  .meta({ description: 'How sure the source is' });

/** The clocks of a case. */
export const clocks = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum([
          'decision',
          'information-notice',
          'oral-notice',
          'written-notice',
          'peer-to-peer',
          'appeal',
          'forwarding',
          'outside-review',
        ]),
        rule: z.strictObject({
          id: z.string(),
          source: z.string().meta({ description: 'The regulation or policy of the figure' }),
          confidence,
        }),
        startedAt: instant,
        dueAt: instant,
        state: z.enum(['running', 'tolled', 'met', 'missed', 'ended']),
        tolled: z
          .array(z.strictObject({ from: instant, to: instant.nullable(), reason: z.string() }))
          .meta({ description: 'When it stood still; `to` is null while it does' }),
        extension: z
          .strictObject({
            reason: z.string(),
            by: actor,
            at: instant,
            basis: z.string().meta({ description: 'The rule that allows it' }),
            confidence,
            days: z.int(),
            answerDays: z.int().nullable().meta({
              description:
                'How many days the provider office has to answer, while the clock stands still',
            }),
          })
          .nullable()
          .meta({ description: 'More time, which a rule gives once' }),
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

/** A request for an expedited decision. */
export const expediteCommand = z
  .strictObject({
    by: z.enum(['member', 'prescriber']).meta({ description: 'Who asks for it' }),
    reason: words(RATIONALE_LENGTH),
    receivedAt: instant.optional().meta({
      description: 'When that reached the plan; now if absent. The expedited clock starts then',
    }),
    receipt,
  })
  .meta({ description: 'Who asks for an expedited decision, and why' });

/** An extension of the deadline. */
export const extensionCommand = z
  .strictObject({
    reason: words(RATIONALE_LENGTH).meta({
      description: 'Why the decision needs more time; the letter about the extension states it',
    }),
  })
  .meta({ description: 'The reason for an extension' });

/** That the clocks of a case get the figures of today. */
export const clockRuleCommand = z
  .strictObject({
    reason: words(RATIONALE_LENGTH).meta({
      description: 'Why the clocks that run follow the corrected figures; the timeline keeps it',
    }),
  })
  .meta({ description: "Why the clocks that run follow the plan's figures of today" });

/** A phone call about a decision. */
export const oralNoticeCommand = z
  .strictObject({
    to: z.enum(['member', 'prescriber']).meta({ description: 'Who was told' }),
    spokenAt: instant
      .optional()
      .meta({ description: 'When; now, if absent. Not before the decision' }),
    note: words(RATIONALE_LENGTH)
      .optional()
      .meta({ description: 'Who answered the phone, and what was said' }),
  })
  .meta({ description: 'That people were told of the decision by phone' });
