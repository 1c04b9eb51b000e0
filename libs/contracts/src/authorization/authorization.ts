import { z } from 'zod';
import {
  authorizationEnding,
  authorizationStatus,
  calendarDate,
  instant,
  lineOfBusiness,
} from '../http/wire';

export const authorization = z
  .strictObject({
    number: z.string(),
    status: authorizationStatus,
    period: z.strictObject({ start: calendarDate, end: calendarDate }).meta({
      description:
        'First and last day of coverage as approved, both included; if it continues another one, the last day is moved while the appeal is open',
    }),
    endedOn: calendarDate
      .nullable()
      .meta({ description: 'The last day of coverage of an authorization that was ended early' }),
    endReason: authorizationEnding.nullable(),
    caseId: z.uuid(),
    memberId: z.string(),
    drug: z.string(),
    lineOfBusiness,
    issuedAt: instant,
    dosing: z.record(z.string(), z.number().nullable()).meta({
      description: 'The approved dose, in the fields of the guideline; null when not documented',
    }),
    dosingText: z.string().nullable().meta({ description: 'The approved dose in words' }),
    continuedDosing: z
      .strictObject({
        dosing: z.record(z.string(), z.number().nullable()),
        dosingText: z.string().nullable(),
        lastDay: calendarDate.nullable().meta({ description: 'Null while the appeal is open' }),
      })
      .nullable()
      .meta({
        description:
          'The dose of before, which is covered while the appeal of a lower one is open; null for most',
      }),
    warnings: z.array(z.strictObject({ id: z.string(), message: z.string() })),
    continuationCaseId: z.uuid().nullable(),
    renewedBy: z.string().nullable(),
    continuedBy: z.string().nullable().meta({
      description:
        'The number of the authorization that continues this one while an appeal is open',
    }),
    continues: z.string().nullable().meta({
      description:
        'The number of the authorization that this one continues while an appeal is open; null for an approval',
    }),
    appealId: z.uuid().nullable().meta({ description: 'The appeal that it was issued for' }),
  })
  .meta({ description: 'An authorization, active or past' });

export const authorizationPage = z.strictObject({
  items: z.array(authorization),
  nextCursor: z.string().nullable(),
});

export const reminderPage = z.strictObject({
  items: z.array(
    z
      .strictObject({
        authorization: z.string(),
        daysBefore: z.int(),
        dueAt: instant,
        sentAt: instant.nullable(),
      })
      .meta({ description: 'A renewal reminder; `sentAt` is null until it is sent' }),
  ),
  nextCursor: z.string().nullable(),
});

export type AuthorizationJson = z.infer<typeof authorization>;
export type ReminderPageJson = z.infer<typeof reminderPage>;
export type AuthorizationPageJson = z.infer<typeof authorizationPage>;
