import { ACTIVE_CONTENTS, DOCUMENT_TYPES, SCAN_STATES } from '@assent/domain';
import { z } from 'zod';
import { actor, instant } from '../http/wire';

export const document = z
  .strictObject({
    id: z.uuid(),
    caseId: z.uuid(),
    name: z.string().meta({ description: 'The name of the uploaded file' }),
    mediaType: z
      .enum(DOCUMENT_TYPES)
      .meta({ description: 'Detected from the content, not from the name' }),
    size: z.int().min(1).meta({ description: 'In bytes' }),
    sha256: z.string().meta({ description: 'SHA-256 of the content, in hexadecimal' }),
    activeContent: z
      .array(z.strictObject({ kind: z.enum(ACTIVE_CONTENTS), message: z.string() }))
      .nullable()
      .meta({
        description:
          'What in it can act by itself or hides, each in a sentence; null for a document that was added before this was looked for',
      }),
    scan: z
      .strictObject({
        state: z.enum(SCAN_STATES),
        scannedAt: instant.nullable(),
        message: z.string().nullable().meta({
          description: 'Why the document cannot be opened, and what to do; null if it can',
        }),
      })
      .meta({
        description:
          'What the virus scan found. A document that waits for it, or is infected, cannot be opened',
      }),
    uploadedBy: actor,
    uploadedAt: instant,
  })
  .meta({ description: 'A supporting document of a case' });

const listedDocument = document.extend({
  openings: z.array(z.strictObject({ by: actor, at: instant })).meta({
    description: 'Who downloaded the content, each at the first time, oldest first',
  }),
});

export const documentList = z.strictObject({ items: z.array(listedDocument) });

export const documentFile = z.string().meta({ format: 'binary', description: 'The content' });

export type DocumentJson = z.infer<typeof document>;
export type DocumentListJson = z.infer<typeof documentList>;
