import {
  AUTHORIZATION_STATUSES,
  CASE_STATUSES,
  CHANNELS,
  COVERAGE_TYPES,
  LETTER_LANGUAGES,
  LICENSING_STATES,
  REVIEWER_FINDINGS,
  LINES_OF_BUSINESS,
  RECEIPT_EVIDENCE,
  REQUEST_TYPES,
  ROLES,
  URGENCIES,
} from '@assent/vocabulary';
import { YEARS_MESSAGE, fault, MAX_NAME_LENGTH, nameUpTo, NOT_BLANK } from '@assent/criteria';
import { AUTHORIZATION_ENDINGS, END_REASONS, isCalendarDate, isInYears } from '@assent/domain';
import isEmail from 'validator/lib/isEmail';
import { z } from 'zod';

const OUT_OF_YEARS = { ...fault('out-of-range', YEARS_MESSAGE), abort: true };

/** A calendar date without a time or zone. */
export const calendarDate = z
  .string()
  .refine(isCalendarDate, fault('not-a-date', 'must be a date that exists'))
  .refine((text) => !isCalendarDate(text) || isInYears(text), OUT_OF_YEARS)
  .meta({ format: 'date', description: 'A calendar date, YYYY-MM-DD', examples: ['2026-05-01'] });

/** Hours end at 23, and zones span UTC-12:00 to UTC+14:00. */
const INSTANT =
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,9})?)?(Z|-(0\d:\d{2}|1[01]:\d{2}|12:00)|\+(0\d:\d{2}|1[0-3]:\d{2}|14:00))$/;

/** True for an ISO 8601 instant that exists and has a zone. */
export function isInstant(text: string): boolean {
  return INSTANT.test(text) && isCalendarDate(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
}

/** An instant with its zone, in any year. */
export const anyInstant = z
  .string()
  .refine(
    isInstant,
    fault(
      'not-an-instant',
      'must be a valid date and time with a time zone from -12:00 to +14:00, such as 2026-11-22T15:04:05Z',
    ),
  )
  .meta({
    format: 'date-time',
    description: 'An ISO 8601 date and time with its time zone; answers are in UTC',
    examples: ['2026-11-22T15:04:05Z'],
  });

/** An instant with its zone, as accepted. */
export const instant = anyInstant
  .refine((text) => !isInstant(text) || isInYears(text), OUT_OF_YEARS)
  .meta({ ...anyInstant.meta() });

function isDateOrInstant(text: string): boolean {
  return isCalendarDate(text) || isInstant(text);
}

/** Either of them: a date means the payer's calendar day. */
export const dateOrInstant = z
  .string()
  .refine(
    isDateOrInstant,
    fault('not-a-date', 'must be a date, YYYY-MM-DD, or a date and time with a time zone'),
  )
  .refine((text) => !isDateOrInstant(text) || isInYears(text), OUT_OF_YEARS)
  .meta({
    anyOf: [
      { type: 'string', format: 'date' },
      { type: 'string', format: 'date-time' },
    ],
    description:
      "A date and time with its time zone, or a calendar date, which means that day in the payer's time zone",
    examples: ['2026-12-01', '2026-11-22T15:04:05Z'],
  });

/** What ends a line or controls a terminal, as a JSON Schema character class. */
const NOT_IN_A_LINE = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';

const INK = `[^\\s${NOT_IN_A_LINE}]`;

/** A one-line text; the space around it is not part of it. */
export const lineUpTo = (longest: number) =>
  nameUpTo(longest)
    .trim()
    .refine(
      (text) => !/(?!\0)[\p{Cc}\u2028\u2029]/u.test(text),
      fault('not-one-line', 'must be one line, without control characters'),
    )
    .meta({ pattern: `^\\s*${INK}(?:[^${NOT_IN_A_LINE}]*${INK})?\\s*$` });

/** Phone numbers and email addresses are no longer. */
const MAX_PHONE_LENGTH = 64;

const MAX_EMAIL_LENGTH = 254;

/** Seven to fifteen digits between the usual signs, and an extension, as JSON Schema writes it. */
const PHONE_NUMBER =
  '^\\s*\\(?\\+?[0-9](?:[\\s().\\/\\-\\u2010-\\u2015]*[0-9]){6,14}(?:[,;]?\\s*(?:[xX#]|[eE][xX][tT](?:[eE][nN][sS][iI][oO][nN])?)[\\s.:]*[0-9]{1,7})?\\s*$';

const IS_PHONE_NUMBER = new RegExp(PHONE_NUMBER);

export const phoneNumber = lineUpTo(MAX_PHONE_LENGTH)
  .refine(
    (text) => IS_PHONE_NUMBER.test(text),
    fault(
      'not-a-phone-number',
      'must be a phone number of 7 to 15 digits, such as 305-555-0100 or 305-555-0100 ext. 12',
    ),
  )
  .meta({ pattern: PHONE_NUMBER });

/** What mail servers refuse despite standards: quoted local parts, and non-ASCII dots. */
const NOT_IN_AN_ADDRESS = /["\u3002\uff0e\uff61]/;

const ASCII_BEFORE_THE_AT = { allow_utf8_local_part: false };

/** In octets, of a label of a domain (RFC 1035, 2.3.4). */
const MAX_LABEL_LENGTH = 63;

/** Whether the domain has a form that is sent, in ASCII (RFC 5891). */
function hasHost(address: string): boolean {
  const url = `http://${address.slice(address.lastIndexOf('@') + 1)}`;
  if (!URL.canParse(url)) return false;
  return new URL(url).hostname.split('.').every((label) => label.length <= MAX_LABEL_LENGTH);
}

/** One email address as mail servers take it (RFC 5321, 4.1.2), in ASCII but for the domain. */
export const emailAddress = nameUpTo(MAX_EMAIL_LENGTH)
  .refine(
    (text) => isEmail(text, ASCII_BEFORE_THE_AT) && !NOT_IN_AN_ADDRESS.test(text) && hasHost(text),
    fault('not-an-address', 'must be one email address, such as office@example.org'),
  )
  .meta({ format: 'email', pattern: undefined });

/** A list of at most so many entries, each once. */
export const eachOnce = <Entry extends z.ZodType>(
  entry: Entry,
  { least = 0, most }: { readonly least?: number; readonly most: number },
) =>
  z
    .array(entry)
    .min(least)
    .max(most, { abort: true })
    .refine(
      (entries) => new Set(entries).size === entries.length,
      fault('repeated', 'must not repeat an entry'),
    )
    .meta({ uniqueItems: true });

/** A closed set of words. */
export const outcome = z.enum([
  'criteria-met',
  'criteria-not-met',
  'information-needed',
  'not-applicable',
]);

export const caseStatus = z.enum(CASE_STATUSES);

/** Some of the statuses. */
export const caseStatuses = eachOnce(caseStatus, { least: 1, most: caseStatus.options.length });

export const requestType = z.enum(REQUEST_TYPES);

export const urgency = z.enum(URGENCIES);

export const channel = z.enum(CHANNELS);

export const receiptEvidenceKind = z.enum(RECEIPT_EVIDENCE);

const REFERENCE_LENGTH = 200;

/** Where to find the evidence of a receipt. */
export const evidenceReference = lineUpTo(REFERENCE_LENGTH).meta({
  ...lineUpTo(REFERENCE_LENGTH).meta(),
  description: 'Where to find it, such as the number of the call',
});

/** What shows when something on paper or by phone reached the plan. */
export const receipt = z
  .strictObject({ evidence: receiptEvidenceKind, reference: evidenceReference.optional() })
  .optional()
  .meta({
    description:
      'What shows when it was received: fax-header or date-stamp by fax, call-log by phone; not for other channels',
  });

export const letterLanguage = z.enum(LETTER_LANGUAGES);

export const lineOfBusiness = z.enum(LINES_OF_BUSINESS);

export const coverageType = z.enum(COVERAGE_TYPES);

export const role = z.enum(ROLES);

export const authorizationStatus = z.enum(AUTHORIZATION_STATUSES);

export const endReason = z.enum(END_REASONS);
export const authorizationEnding = z.enum(AUTHORIZATION_ENDINGS);

/** Who acts: a signed-in person, or the software itself. */
export const actor = z.strictObject({
  subject: z.string(),
  role: z.enum([...role.options, 'software']),
});

/** The facts of a request, nested by the dots of their paths. */
export const knownFacts = z
  .record(z.string(), z.unknown())
  .meta({ description: 'The current facts, nested as they were sent' });

export const nothing = z.strictObject({});

export const removed = z.strictObject({ removed: z.boolean() });

export type RemovedJson = z.infer<typeof removed>;

export const RATIONALE_LENGTH = 4_000;

export const SHORT_TEXT_LENGTH = 200;

export const words = (most: number) =>
  z.string().trim().min(1).max(most).meta({ pattern: NOT_BLANK });

/** As boards print them: no blanks, no other signs. */
const LICENSE_NUMBER = '^[A-Za-z0-9][A-Za-z0-9.\\-]{0,39}$';

const IS_LICENSE_NUMBER = new RegExp(LICENSE_NUMBER);

const SPECIALTY_LENGTH = 100;

/** A license to practice. */
export const license = z
  .strictObject({
    number: z
      .string()
      .refine(
        (text) => IS_LICENSE_NUMBER.test(text),
        fault(
          'not-a-license-number',
          'must be the license number, in 1 to 40 letters, digits, dots and dashes',
        ),
      )
      .meta({ pattern: LICENSE_NUMBER, examples: ['ME-123456'] }),
    state: z
      .enum(LICENSING_STATES)
      .meta({ description: 'The postal code of the state or territory that licensed them' }),
    specialty: lineUpTo(SPECIALTY_LENGTH).meta({ examples: ['Hematology'] }),
    name: lineUpTo(SHORT_TEXT_LENGTH)
      .exactOptional()
      .meta({
        description: 'The name on it; a denial needs it where its letter has to be signed by name',
        examples: ['Dana Brooks MD'],
      }),
  })
  .meta({ description: "A clinician's license to practice" });

/** A name, or a few words; blanks around it are dropped. */
export const shortText = nameUpTo(MAX_NAME_LENGTH).trim();

/** The state of a member, by its postal code. */
export const memberState = z.enum(LICENSING_STATES).meta({
  description:
    "The state in which the member lives, by its postal code. If absent, the state of the address; without an address, the plan's own. The address may be elsewhere: this counts",
});

const ZIP_CODE = '^[0-9]{5}(?:-[0-9]{4})?$';
const IS_ZIP_CODE = new RegExp(ZIP_CODE);

/** The longest line of an address, in characters. */
const MAX_ADDRESS_LINE = 60;

export const postalAddress = z
  .strictObject({
    line1: nameUpTo(MAX_ADDRESS_LINE).meta({
      description: 'Street and number, or post office box',
    }),
    line2: nameUpTo(MAX_ADDRESS_LINE).optional(),
    city: nameUpTo(MAX_ADDRESS_LINE),
    state: z.enum(LICENSING_STATES),
    postalCode: z
      .string()
      .refine(
        (text) => IS_ZIP_CODE.test(text),
        fault('not-a-code', 'must be a ZIP Code, such as 62701'),
      )
      .meta({ pattern: ZIP_CODE, examples: ['62701'] }),
  })
  .meta({ description: 'An address in the United States' });

export const reviewerFinding = z.enum(REVIEWER_FINDINGS);

/** What a reader who has no findings of their own yet sees in place of a result. */
export const WITHHELD = 'withheld';
