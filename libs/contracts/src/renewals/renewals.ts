import { z } from 'zod';
import { authorization } from '../authorization/authorization';
import { calendarDate, caseStatus, instant } from '../http/wire';

export const renewal = z
  .strictObject({
    authorization,
    memberName: z.string(),
    prescriberName: z.string(),
    window: z
      .strictObject({ opensOn: calendarDate, lastSafeOn: calendarDate, coverEndsOn: calendarDate })
      .meta({
        description:
          'The first day to submit a renewal, the last day to submit for a decision before coverage ends, and the last day of coverage',
      }),
    state: z.enum(['not-open', 'open', 'late', 'renewed', 'continued', 'lapsed']),
    review: z
      .strictObject({
        caseId: z.uuid(),
        number: z.string(),
        status: caseStatus,
        missing: z.array(z.strictObject({ fact: z.string(), question: z.string() })),
      })
      .nullable()
      .meta({ description: 'The renewal case, once it is open' }),
    reminders: z.array(
      z.strictObject({ daysBefore: z.int(), dueAt: instant, sentAt: instant.nullable() }),
    ),
  })
  .meta({ description: 'The renewal of an authorization' });

export const renewalPage = z.strictObject({
  items: z.array(renewal),
  nextCursor: z.string().nullable(),
});

export type RenewalJson = z.infer<typeof renewal>;

export type RenewalPageJson = z.infer<typeof renewalPage>;
