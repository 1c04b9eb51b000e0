import { fault, nameUpTo } from '@assent/criteria';
import { isCalendarDate } from '@assent/domain';
import { z } from 'zod';

/** A calendar date without a time or zone. */
export const calendarDate = z
  .string()
  .refine(isCalendarDate, { params: { fault: 'not-a-date' }, error: 'must be a date that exists' })
  .meta({ format: 'date', description: 'A calendar date, YYYY-MM-DD', examples: ['2026-12-01'] });

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** True for an ISO 8601 instant that exists and says its zone. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && isCalendarDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

/** An instant with its zone, as it may be sent. */
export const instant = z
  .string()
  .refine(isInstant, {
    params: { fault: 'not-an-instant' },
    error: 'must be an instant with its zone, such as 2026-11-22T15:04:05Z',
  })
  .meta({
    format: 'date-time',
    description: 'An ISO 8601 instant with its zone; answers are in UTC',
    examples: ['2026-11-22T15:04:05Z'],
  });

/** Either of them: a date stands for the payer's calendar day. */
export const dateOrInstant = z
  .string()
  .refine((text) => isCalendarDate(text) || isInstant(text), {
    params: { fault: 'not-a-date' },
    error: 'must be a date, YYYY-MM-DD, or an instant with its zone',
  })
  .meta({
    description:
      "An instant with its zone, or a calendar date, which stands for that day in the payer's zone",
    examples: ['2026-12-01', '2026-11-22T15:04:05Z'],
  });

/** A text that stands in one line; the space around it is not part of it. */
export const lineUpTo = (longest: number) =>
  nameUpTo(longest)
    .trim()
    .refine(
      (text) => !/(?!\0)[\p{Cc}\u2028\u2029]/u.test(text),
      fault('not-one-line', 'must be one line, without control characters'),
    );

/** A closed set of words. */
export const outcome = z.enum([
  'criteria-met',
  'criteria-not-met',
  'information-needed',
  'not-applicable',
]);
export const caseStatus = z.enum([
  'pending-information',
  'in-review',
  'approved',
  'denied',
  'withdrawn',
  'routed',
]);
export const requestType = z.enum(['initiation', 'continuation']);
export const urgency = z.enum(['standard', 'expedited']);
export const channel = z.enum(['portal', 'phone', 'fax', 'ehr']);
export const lineOfBusiness = z.enum([
  'commercial',
  'medicare-advantage',
  'medicare-part-d',
  'federal-employee-program',
  'state-account-organization',
]);
export const role = z.enum(['intake', 'pharmacist', 'medical-director', 'auditor', 'admin']);
export const authorizationStatus = z.enum(['active', 'expired', 'ended']);

/** Who acts: a signed-in person, or the software itself. */
export const actor = z.strictObject({
  subject: z.string(),
  role: z.enum([...role.options, 'software']),
});

/** The facts of a request, nested by the dots of their paths. */
export const knownFacts = z
  .record(z.string(), z.unknown())
  .meta({ description: 'The facts known now, nested as they were sent' });
