import { z } from 'zod';
import { instant } from '../http/wire';
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
        state: z.enum(['queued', 'sent', 'to-print', 'failed']).meta({
          description:
            '`queued` until it is sent, however far ahead it is planned; `to-print`: a letter to a member who has no email address is made, to be printed and mailed; `failed`: the mail system rejected the letter, or it was held back because it was not complete or did not agree with the record; one to the provider office is not sent again automatically',
        }),
        sentAt: instant.nullable(),
      })
      .meta({ description: 'A letter about the case; once sent or made, it can be downloaded' }),
  ),
});

export const letterFile = z.string().meta({ description: 'The letter as it was sent' });

export type LetterListJson = z.infer<typeof letterList>;
