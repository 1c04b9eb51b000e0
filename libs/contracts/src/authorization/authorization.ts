import { z } from 'zod';
import {
  authorizationStatus,
  calendarDate,
  endReason,
  instant,
  lineOfBusiness,
} from '../http/wire';

export const authorization = z
  .strictObject({
    number: z.string(),
    status: authorizationStatus,
    period: z
      .strictObject({ start: calendarDate, end: calendarDate })
      .meta({ description: 'First and last day of coverage as approved, both included' }),
    endedOn: calendarDate
      .nullable()
      .meta({ description: 'The last day of coverage of an authorization that was ended early' }),
    endReason: endReason.nullable(),
    caseId: z.uuid(),
    memberId: z.string(),
    drug: z.string(),
    lineOfBusiness,
    issuedAt: instant,
    dosing: z.record(z.string(), z.number().nullable()).meta({
      description: 'The approved dose, in the fields of the guideline; null when not documented',
    }),
    dosingText: z.string().nullable().meta({ description: 'The approved dose in words' }),
    warnings: z.array(z.strictObject({ id: z.string(), message: z.string() })),
    continuationCaseId: z.uuid().nullable(),
    renewedBy: z.string().nullable(),
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
