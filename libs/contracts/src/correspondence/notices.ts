import { z } from 'zod';
import { instant } from '../http/wire';

export const noticeKind = z.enum([
  'information-request',
  'information-reminder',
  'approval',
  'denial',
  'withdrawal',
  'routing',
  'renewal-reminder',
  'cover-lapse',
]);

export const noticeList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        id: z.uuid(),
        kind: noticeKind,
        dueAt: instant,
        sentAt: instant.nullable(),
        to: z.string().nullable().meta({ description: 'As it was sent; null until then' }),
        subject: z.string().nullable(),
        text: z.string().nullable().meta({ description: 'Word for word as it was sent' }),
        authorization: z.string().nullable(),
        daysBefore: z.int().nullable().meta({ description: 'Of a renewal reminder' }),
        attempts: z.int(),
        lastError: z.string().nullable().meta({ description: "The mail system's own words" }),
        undeliverableAt: instant.nullable(),
      })
      .meta({ description: "A notice to the prescriber's office, planned or sent" }),
  ),
});

export const letterPreview = z.strictObject({ subject: z.string(), text: z.string() }).meta({
  description: 'A letter word for word; an authorization gets its number only when it is issued',
});

export type LetterPreviewJson = z.infer<typeof letterPreview>;
export type NoticeListJson = z.infer<typeof noticeList>;
