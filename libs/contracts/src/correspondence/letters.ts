import { z } from 'zod';
import { page } from '../http/queries';
import { actor, instant, letterLanguage } from '../http/wire';
import { noticeKind } from './notices';

/** The formats of a letter, most preferred first where a caller has no preference. */
export const LETTER_FORMATS = ['text/plain', 'text/html', 'application/pdf'] as const;

export type LetterFormat = (typeof LETTER_FORMATS)[number];

export const letterList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        id: z.uuid(),
        kind: noticeKind,
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
        state: z.enum(['queued', 'sent', 'to-print', 'mailed', 'failed']).meta({
          description:
            '`queued` until it is sent, however far ahead it is planned; `to-print`: a letter to a member who has no email address is ready to be printed and mailed; `mailed`: a person marked it as mailed; `failed`: the mail system rejected the letter, or it was held back because it was not complete or did not agree with the record; one to the provider office is not sent again automatically',
        }),
        sentAt: instant.nullable().meta({ description: 'When it was sent, or mailed on paper' }),
      })
      .meta({ description: 'A letter about the case; once sent or made, it can be downloaded' }),
  ),
});

export const letterFile = z.string().meta({ description: 'The letter as it was sent' });

/** The kinds of letters that members get. */
const memberLetterKind = noticeKind.exclude(['information-reminder', 'routing']);

export const printedLetterQuery = z.strictObject({
  state: z
    .enum(['to-print', 'mailed'])
    .default('to-print')
    .meta({ description: '`to-print`: waiting to be printed and mailed' }),
  language: letterLanguage.optional(),
  kind: memberLetterKind.optional(),
  ...page,
});

export const printedLetter = z
  .strictObject({
    id: z.uuid(),
    caseId: z.uuid(),
    caseNumber: z.string(),
    memberName: z.string(),
    kind: noticeKind,
    language: letterLanguage,
    madeAt: instant,
    mailBy: instant.meta({ description: 'The end of the next business day after it was made' }),
    isOverdue: z.boolean().meta({ description: 'It waits longer than that' }),
    mailed: z.strictObject({ at: instant, by: actor }).nullable(),
  })
  .meta({ description: 'A letter to a member that is printed and mailed' });

export const printedLetterPage = z.strictObject({
  items: z.array(printedLetter),
  nextCursor: z.string().nullable(),
  total: z.int().meta({ description: 'On all pages' }),
});

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

export type PrintedLetterJson = z.infer<typeof printedLetter>;
export type PrintedLetterPageJson = z.infer<typeof printedLetterPage>;
export type LetterListJson = z.infer<typeof letterList>;
