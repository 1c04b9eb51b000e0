import { z } from 'zod';
import { actor, instant, letterLanguage } from '../http/wire';

export const noticeKind = z.enum([
  'information-request',
  'information-reminder',
  'extension',
  'peer-to-peer-offer',
  'approval',
  'denial',
  'withdrawal',
  'routing',
  'renewal-reminder',
  'cover-lapse',
  'authorization-ended',
  'appeal-received',
  'appeal-dismissed',
  'appeal-reopened',
  'appeal-decided',
]);

export const noticeList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        id: z.uuid(),
        kind: noticeKind,
        dueAt: instant,
        sentAt: instant.nullable(),
        to: z
          .string()
          .nullable()
          .meta({ description: 'The address it was sent to; null until then' }),
        subject: z.string().nullable(),
        text: z.string().nullable().meta({ description: 'The text as sent' }),
        authorization: z.string().nullable(),
        appealId: z.uuid().nullable().meta({ description: 'For a letter about an appeal' }),
        daysBefore: z.int().nullable().meta({ description: 'For a renewal reminder' }),
        attempts: z.int(),
        lastError: z
          .string()
          .nullable()
          .meta({ description: 'The error reported by the mail system' }),
        undeliverableAt: instant.nullable(),
        delivery: z
          .strictObject({
            outcome: z.enum(['delivered', 'bounced']),
            at: instant,
            code: z.string().nullable(),
            by: actor,
          })
          .nullable()
          .meta({
            description:
              "What the recipient's mail system did with its newest sending, as it was reported",
          }),
        sendings: z.int().meta({ description: 'How often it was sent' }),
        resentAt: instant.nullable().meta({ description: 'When it was last sent again' }),
        isSentAgain: z.boolean().meta({ description: 'It came back, and waits to be sent again' }),
      })
      .meta({ description: 'A letter to the provider office, planned or sent' }),
  ),
});

export const letterPreview = z
  .strictObject({
    subject: z.string(),
    text: z.string(),
    letterDigest: z.string().nullable().meta({
      description:
        'What a denial is signed with: SHA-256, in hexadecimal, of the letters without their date and of the information behind them; null for another decision',
    }),
    memberLetter: z
      .strictObject({ language: letterLanguage, subject: z.string(), text: z.string() })
      .nullable()
      .meta({
        description:
          "The letter to the member, in the member's language; null if the decision sends none",
      }),
    warnings: z.array(z.string()).meta({
      description:
        'What to mend before the letters go out, such as a rationale that is hard to read for the member; it refuses nothing',
    }),
  })
  .meta({
    description:
      'The text of the letter to the provider office, and of the one to the member; the authorization number is assigned only when it is issued',
  });

export type LetterPreviewJson = z.infer<typeof letterPreview>;
export type NoticeListJson = z.infer<typeof noticeList>;
