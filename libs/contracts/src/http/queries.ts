import { fault } from '@assent/criteria';
import { APPEAL_STATUSES, isCalendarDate } from '@assent/domain';
import { z } from 'zod';
import {
  authorizationStatus,
  calendarDate,
  caseStatus,
  caseStatuses,
  dateOrInstant,
  instant,
  shortText,
} from './wire';

/** Filters are texts in the address; unlisted filters are refused. */

/** What a search reads. */
export const SEARCH_WORDS =
  'Names of the member or prescriber in any order, a date of birth, or a case, authorization, appeal, member ID, NPI or phone number, complete or at least four characters of it; every term must match';

/** Numbers have a digit, or begin like case numbers; hardly any name does either. */
const LIKE_A_NUMBER = /\d|^PA\P{L}/iu;

/** A whole number in an address: only decimal digits. */
export const wholeNumber = (schema: z.ZodType<number>) =>
  z.preprocess(
    (sent) => (typeof sent === 'string' && WHOLE_NUMBER.test(sent) ? Number(sent) : sent),
    schema,
  );
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,8})$/;

export const page = {
  limit: wholeNumber(z.int().min(1).max(200)).default(50).meta({
    description: 'The maximum number of items',
  }),
  cursor: z
    .string()
    .min(1)
    .max(1_000)
    .optional()
    .meta({ description: 'The `nextCursor` of the previous page' }),
};

/** Statuses separated by commas, in JSON Schema. */
const STATUSES = `(?:${caseStatus.options.join('|')})`;
const listed = z.string().meta({ pattern: `^${STATUSES}(?:,${STATUSES})*$` });

/** An address may repeat a status, which no parameter pattern can rule out. */
const statuses = z
  .union([listed, z.array(listed).min(1).max(caseStatus.options.length)])
  .transform((given) => [...new Set([given].flat().flatMap((words) => words.split(',')))])
  .pipe(caseStatuses);

export const caseQuery = z.strictObject({
  status: statuses.optional().meta({
    description: 'One status, or several: repeated or separated by commas',
  }),
  q: shortText
    .refine(
      (word) => LIKE_A_NUMBER.test(word),
      fault(
        'not-a-number',
        'must be a case number, member ID or NPI; search for names with `POST /v1/cases/search`',
      ),
    )
    .optional()
    .meta({
      description:
        'A case number, member ID or NPI. To search for names, use `POST /v1/cases/search`, which keeps them out of addresses',
      pattern: '[0-9]|^[Pp][Aa][^A-Za-z]',
    }),
  stuck: z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .optional()
    .meta({ description: 'Whether the case is stuck' }),
  dueBefore: dateOrInstant.optional(),
  assignee: shortText.optional(),
  ...page,
});

export const authorizationQuery = z.strictObject({
  memberId: shortText.optional(),
  expiringBefore: dateOrInstant
    .optional()
    .meta({ description: 'Only authorizations whose last day of coverage is before this day' }),
  status: authorizationStatus.optional(),
  ...page,
});

export const reminderQuery = z.strictObject({
  from: dateOrInstant.optional().meta({ description: 'Due at or after this time' }),
  to: dateOrInstant
    .optional()
    .meta({ description: 'Due at or before this time; a date includes the whole day' }),
  ...page,
});

export const renewalQuery = z.strictObject({
  from: calendarDate.optional().meta({ description: 'Coverage ends on or after this day' }),
  to: calendarDate.optional().meta({ description: 'Coverage ends on or before this day' }),
  ...page,
});

export const activityQuery = z.strictObject({
  from: instant.meta({ description: 'After this instant' }),
  to: instant.optional().meta({ description: 'Up to this instant' }),
  ...page,
});

/** In days: longer reports are several. */
const MAX_REPORT_DAYS = 1_830;
const DAY_MS = 86_400_000;

interface Days {
  readonly from: string;
  readonly to: string;
}

/** Holds what is said of two days to them only if they are days; what is not has a fault of its own. */
const ifDays = (holds: (days: Days) => boolean) => (days: Days) =>
  !isCalendarDate(days.from) || !isCalendarDate(days.to) || holds(days);

export const reportQuery = z
  .strictObject({
    from: calendarDate.meta({ description: 'The first day' }),
    to: calendarDate.meta({ description: 'The last day, at most five years after the first' }),
  })
  .refine(
    ifDays(({ from, to }) => from <= to),
    {
      ...fault('out-of-range', "can't be before `from`"),
      path: ['to'],
    },
  )
  .refine(
    ifDays(({ from, to }) => Date.parse(to) - Date.parse(from) <= MAX_REPORT_DAYS * DAY_MS),
    {
      ...fault('out-of-range', 'must be at most five years after `from`; request several reports'),
      path: ['to'],
    },
  );
/** Statuses separated by commas, in JSON Schema. */
const APPEAL_STATUS = `(?:${APPEAL_STATUSES.join('|')})`;
const appealStatuses = z.string().meta({
  pattern: `^${APPEAL_STATUS}(?:,${APPEAL_STATUS})*$`,
});

export const appealQuery = z.strictObject({
  status: z
    .union([appealStatuses, z.array(appealStatuses).min(1).max(APPEAL_STATUSES.length)])
    .transform((given) => [...new Set([given].flat().flatMap((each) => each.split(',')))])
    .pipe(z.array(z.enum(APPEAL_STATUSES)).min(1))
    .optional()
    .meta({ description: 'One status, or several: repeated or separated by commas' }),
  caseId: z.uuid().toLowerCase().optional(),
  ...page,
});

export const noQuery = z.strictObject({});
