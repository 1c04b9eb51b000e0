import { MAY_GIVE_OPINION, OPINIONS } from '@assent/domain';
import { z } from 'zod';
import { actor, instant } from '../http/wire';

export const handUp = z
  .strictObject({ by: actor, at: instant, reason: z.string() })
  .meta({ description: 'Who left the case to the medical directors, and why' });

export const secondOpinion = z
  .strictObject({
    id: z.uuid(),
    question: z.string(),
    askedBy: actor,
    askedAt: instant,
    person: z.string().nullable().meta({ description: 'Who is asked; null if a role is' }),
    role: z.enum(MAY_GIVE_OPINION).nullable(),
    approveMonths: z.int().nullable().meta({
      description:
        'The months of an approval that it is about, although not all criteria are met; null for another question',
    }),
    answer: z
      .strictObject({ opinion: z.enum(OPINIONS), text: z.string(), by: actor, at: instant })
      .nullable()
      .meta({ description: 'Null while it is open' }),
  })
  .meta({ description: 'What another reviewer was asked about a case, and answered' });
