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
      .meta({ description: 'First and last covered day as approved, both inclusive' }),
    endedOn: calendarDate
      .nullable()
      .meta({ description: 'The last covered day of one that was ended early' }),
    endReason: endReason.nullable(),
    caseId: z.uuid(),
    memberId: z.string(),
    drug: z.string(),
    lineOfBusiness,
    issuedAt: instant,
    dosing: z.record(z.string(), z.number().nullable()).meta({
      description: 'What it covers, as the guideline of the drug names it; null: not known',
    }),
    dosingText: z.string().nullable().meta({ description: 'The same in words' }),
    warnings: z.array(z.strictObject({ id: z.string(), message: z.string() })),
    continuationCaseId: z.uuid().nullable(),
    renewedBy: z.string().nullable(),
  })
  .meta({ description: 'An approval in force, or once in force' });

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
