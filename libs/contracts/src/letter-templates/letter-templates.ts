import { z } from 'zod';
import { noticeKind } from '../correspondence/notices';
import { wholeNumber } from '../http/queries';
import { actor, instant, letterLanguage, lineUpTo, words } from '../http/wire';

/** The longest text of a plan in a letter, in characters. */
const MAX_TEXT = 1_000;

const recipient = z.enum(['member', 'prescriber']);

const line = lineUpTo(200);

const inLanguages = z.strictObject({
  en: lineUpTo(MAX_TEXT).nullable(),
  es: lineUpTo(MAX_TEXT).nullable(),
});

const settings = {
  letterhead: z.strictObject({
    address: line,
    phone: line,
    fax: line.nullable(),
    portal: z
      .url({ protocol: /^https?$/ })
      .max(200)
      .nullable(),
  }),
  hours: inLanguages.meta({
    description: 'When people can call, below the letterhead; null for none',
  }),
  closing: inLanguages.meta({ description: 'What letters say before the signature' }),
  paragraphs: z
    .array(
      z.strictObject({
        kind: noticeKind,
        recipient,
        language: letterLanguage,
        text: lineUpTo(MAX_TEXT),
      }),
    )
    .max(40)
    .meta({ description: "Paragraphs of the plan's own, at most one in each letter" }),
};

export const letterTemplatesCommand = z
  .strictObject({ ...settings, reason: words(500) })
  .meta({ description: 'The whole of what a plan changes in its letters, and why' });

export const letterTemplateQuery = z.strictObject({
  recipient,
  language: letterLanguage.default('en'),
  version: wholeNumber(z.int().min(1).max(999_999_999))
    .optional()
    .meta({ description: 'An earlier version; 1 for letters as configured' }),
  sample: z
    .enum(['usual', 'modified'])
    .default('usual')
    .meta({ description: '`modified` for an approval with changes' }),
});

export const letterTemplates = z
  .strictObject({
    version: z.int().meta({ description: '1 while letters are as configured' }),
    ...settings,
    templates: z.array(
      z.strictObject({
        kind: noticeKind,
        recipient,
        language: letterLanguage,
        paragraph: z.string().nullable(),
        faults: z
          .array(z.string())
          .meta({ description: 'Why the letter could not go out, found on a sample' }),
      }),
    ),
    versions: z
      .array(z.strictObject({ version: z.int(), at: instant, by: actor, reason: z.string() }))
      .meta({ description: 'Newest first' }),
  })
  .meta({ description: 'The letters there are, and what the plan changed in them' });

export type LetterTemplatesJson = z.infer<typeof letterTemplates>;
