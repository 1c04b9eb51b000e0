import { z } from 'zod';
import { page } from '../http/queries';
import { actor, instant, letterLanguage } from '../http/wire';
import { noticeKind } from './notices';

/** The formats of a letter, most preferred first where a caller has no preference. */
export const LETTER_FORMATS = ['text/plain', 'text/html', 'application/pdf'] as const;

export type LetterFormat = (typeof LETTER_FORMATS)[number];

/** What became of a letter that was sent by email. */
export const delivery = z
  .strictObject({
    outcome: z.enum(['delivered', 'bounced']),
    at: instant,
    code: z
      .string()
      .nullable()
      .meta({ description: 'An enhanced status code (RFC 3463)', examples: ['5.1.1'] }),
    by: actor,
  })
  .meta({ description: "What the recipient's mail system did with it, as it was reported" });

export const letter = z
  .strictObject({
    id: z.uuid(),
    kind: noticeKind,
    appealId: z.uuid().nullable().meta({ description: 'For a letter about an appeal' }),
    recipient: z.enum(['member', 'prescriber']),
    language: z.string().meta({ description: 'A language tag (BCP 47)', examples: ['en'] }),
    version: z.int().meta({
      description:
        'The version of the wording; 1 for every letter that was sent before versions were recorded',
    }),
    planVersion: z.int().nullable().meta({
      description:
        "The version of the plan's letter settings that it was written with, 1 for letters as configured; null until it is written",
    }),
    state: z.enum(['queued', 'sent', 'delivered', 'bounced', 'to-print', 'mailed', 'failed']).meta({
      description:
        "`queued` until it is sent, however far ahead it is planned; `sent`: the plan's mail system took it; `delivered`, `bounced`: the recipient's mail system has it, or returned it, as it was reported; `to-print`: a letter to a member whom email does not reach is ready to be printed and mailed; `mailed`: a person marked it as mailed; `failed`: the mail system rejected the letter, or it was held back because it was not complete or did not agree with the record; one to the provider office is not sent again automatically",
    }),
    sentAt: instant.nullable().meta({ description: 'When it was first sent, or mailed on paper' }),
    delivery: delivery.nullable().meta({
      description: 'Of its newest sending; null until there is a report',
    }),
    sendings: z.int().meta({
      description: 'How often it was sent by email: more than once only after it came back',
    }),
  })
  .meta({ description: 'A letter about the case; once sent or made, it can be downloaded' });

export const letterList = z.strictObject({ items: z.array(letter) });

export const letterFile = z.string().meta({ description: 'The letter as it was sent' });

/** The kinds of letters that members get. */
const memberLetterKind = noticeKind.exclude([
  'information-reminder',
  'peer-to-peer-offer',
  'routing',
]);

export const listedLetterQuery = z.strictObject({
  state: z
    .enum(['to-print', 'mailed', 'sent', 'delivered', 'bounced', 'failed'])
    .default('to-print')
    .meta({
      description:
        "What became of the letters: `to-print`: waiting to be printed and mailed; `sent`: the plan's mail system took them, and nothing else is known; `bounced`: also those to members that are printed instead",
    }),
  recipient: z.enum(['member', 'prescriber']).optional(),
  language: letterLanguage.optional(),
  kind: memberLetterKind.optional(),
  ...page,
});

export const listedLetter = z
  .strictObject({
    id: z.uuid(),
    caseId: z.uuid(),
    caseNumber: z.string(),
    memberName: z.string(),
    kind: noticeKind,
    recipient: z.enum(['member', 'prescriber']),
    language: letterLanguage,
    state: letter.shape.state,
    madeAt: instant.meta({
      description:
        'When it was made or sent; for one that failed, when it was given up, or was due',
    }),
    mailBy: instant.nullable().meta({
      description:
        'The end of the next business day after it was made, or came back; null for one that is not printed',
    }),
    isOverdue: z.boolean().meta({ description: 'It waits longer than that' }),
    mailed: z.strictObject({ at: instant, by: actor }).nullable(),
    delivery: delivery.nullable(),
  })
  .meta({ description: 'A letter of any case, with what became of it' });

export const listedLetterPage = z.strictObject({
  items: z.array(listedLetter),
  nextCursor: z.string().nullable(),
  total: z.int().meta({ description: 'On all pages' }),
});

/** An enhanced status code (RFC 3463): class, subject, detail. */
const STATUS_CODE = /^[245]\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})$/;

/** A report of what became of a letter. */
export const deliveryCommand = z
  .strictObject({
    outcome: z.enum(['delivered', 'bounced']),
    at: instant.meta({
      description:
        "When the recipient's mail system took or returned it. Not before the letter was sent",
    }),
    detail: z
      .string()
      .regex(STATUS_CODE, 'must be an enhanced status code, such as 5.1.1')
      .optional()
      .meta({
        description:
          "The enhanced status code of the report (RFC 3463): class 2 for `delivered`, 4 or 5 for `bounced`. A mail system's own words may quote addresses, and are refused",
        examples: ['5.1.1'],
      }),
  })
  .refine(
    ({ outcome, detail }) =>
      detail === undefined || detail.startsWith('2.') === (outcome === 'delivered'),
    { path: ['detail'], error: 'must be of class 2 for delivered, or of class 4 or 5 for bounced' },
  )
  .meta({ description: 'What became of a letter that was sent by email' });

/** The most letters in one file. */
const MAX_PRINTED = 50;

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

export const printedLettersQuery = z.strictObject({
  ids: z
    .string()
    .meta({ pattern: `^${UUID}(?:,${UUID}){0,${MAX_PRINTED - 1}}$` })
    .transform((given) => given.split(','))
    .pipe(z.array(z.uuid().toLowerCase()).min(1).max(MAX_PRINTED))
    .meta({ description: `Ids of letters, separated by commas; at most ${MAX_PRINTED}` }),
});

export const lettersFile = z.string().meta({ description: 'The letters as one PDF' });

export type DeliveryJson = z.infer<typeof delivery>;
export type LetterJson = z.infer<typeof letter>;
export type ListedLetterJson = z.infer<typeof listedLetter>;
export type ListedLetterPageJson = z.infer<typeof listedLetterPage>;
export type LetterListJson = z.infer<typeof letterList>;
