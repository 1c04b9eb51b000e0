import { z } from 'zod';
import { evidenceReference, receiptEvidenceKind } from '../http/wire';

/** What shows when a request was received. */
export const receiptEvidenceCommand = z
  .strictObject({
    evidence: receiptEvidenceKind,
    reference: evidenceReference.optional(),
    document: z.uuid().optional().meta({ description: 'The document of the case that shows it' }),
  })
  .meta({
    description:
      'What shows when the request was received: fax-header or date-stamp by fax, call-log by phone',
  });
