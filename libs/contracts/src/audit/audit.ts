import { z } from 'zod';
import { instant } from '../http/wire';

export const auditState = z
  .strictObject({
    entries: z.int().meta({ description: 'How many audit entries there are' }),
    unsealed: z.int().meta({ description: 'How many of them no seal covers yet' }),
    unsealedSince: instant
      .nullable()
      .meta({ description: 'When the first of those was written; null if all are sealed' }),
    lastSeal: z
      .strictObject({
        number: z.int(),
        at: instant,
        entries: z.int().meta({ description: 'How many entries all seals cover together' }),
      })
      .nullable()
      .meta({ description: 'The last seal; null if there is none' }),
    canCheck: z
      .boolean()
      .meta({ description: 'Whether this system knows where the seals are kept' }),
    check: z
      .strictObject({
        startedAt: instant,
        startedBy: z.string(),
        finishedAt: instant.nullable().meta({ description: 'Null while it runs' }),
        entries: z.int().nullable().meta({ description: 'How many entries it looked at' }),
        findingCount: z.int().nullable().meta({ description: 'How much it found' }),
        findings: z
          .array(z.string())
          .meta({ description: 'What it found, in sentences; the first 100' }),
        failure: z.string().nullable().meta({ description: 'Why it came to no result' }),
      })
      .nullable()
      .meta({ description: 'The latest check; null if there was none' }),
  })
  .meta({ description: 'How far the audit is sealed, and what the latest check of it found' });

export type AuditStateJson = z.infer<typeof auditState>;
