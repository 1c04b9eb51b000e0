import { z } from 'zod';

/** What would have to be known or different for a case to meet the criteria. */
export const changesNeeded = z
  .strictObject({
    sets: z
      .array(
        z.strictObject({
          changes: z.array(
            z.strictObject({
              fact: z.string().meta({ examples: ['transplantCandidate'] }),
              from: z.unknown().meta({ description: 'The fact as known; null if it is missing' }),
              to: z.unknown().meta({
                description:
                  'A value with which the criteria would be met; text stands for the prescriber’s own words',
              }),
              kind: z.enum(['clinical', 'documentation']).meta({
                description:
                  'Clinical facts describe the member’s condition and treatment: never ask an office to state them otherwise',
              }),
              clauses: z
                .array(z.string())
                .meta({ description: 'The criteria that would be met and that use this fact' }),
            }),
          ),
        }),
      )
      .meta({
        description:
          'At most twelve. Each set meets the criteria and no part of it does. Those that contradict the fewest clinical facts come first',
      }),
  })
  .meta({ description: 'What would have to be known or different to meet the criteria' });

export type ChangesNeededJson = z.infer<typeof changesNeeded>;
