import { REPAIRS, STUCK_CAUSES } from '@assent/domain';
import { z } from 'zod';
import { instant } from '../http/wire';

export const stuckCause = z.enum(STUCK_CAUSES);
export const repairAction = z.enum(REPAIRS);

export const stuck = z
  .strictObject({
    cause: stuckCause,
    since: instant,
    waitsFor: z.enum(['prescriber', 'reviewer', 'mail-system', 'mailroom', 'software']),
    detail: z.string().meta({ description: 'What the case is waiting for, in a sentence' }),
    lastError: z.string().nullable().meta({ description: 'The most recent error' }),
    attempt: z.int().nullable().meta({ description: 'The number of attempts' }),
    nextTryAt: instant.nullable(),
    repair: repairAction
      .nullable()
      .meta({ description: 'The repair that would help; null when there is none' }),
    otherCauses: z.array(stuckCause).meta({ description: 'Other reasons' }),
  })
  .meta({ description: 'Why a case is stuck, and what would help' });

export const stuckBoard = z
  .strictObject({
    checkedAt: instant.nullable().meta({ description: 'When cases were last checked' }),
    reachable: z.boolean().meta({ description: 'Whether Temporal could be reached then' }),
    count: z.int(),
    groups: z.array(
      z.strictObject({
        cause: stuckCause,
        count: z.int(),
        oldestSince: instant,
        cases: z
          .array(
            z.strictObject({
              id: z.uuid(),
              number: z.string(),
              version: z.int(),
              memberName: z.string(),
              prescriberName: z.string(),
              dueAt: instant.nullable(),
              assignee: z.string().nullable(),
              workflowId: z.string(),
              stuck,
            }),
          )
          .meta({ description: 'Oldest first, at most 100' }),
      }),
    ),
  })
  .meta({ description: 'Every stuck case by cause, most serious first' });

export const repairAnswer = z
  .strictObject({
    did: repairAction
      .nullable()
      .meta({ description: 'What was done; null when nothing could be done' }),
    moved: z
      .boolean()
      .meta({ description: 'Whether the case was moving again when it was checked' }),
    detail: z.string().meta({ description: 'The result, in a sentence' }),
    stuck: stuck.nullable(),
  })
  .meta({ description: 'What a repair did, and the result of the check after it' });

export type StuckJson = z.infer<typeof stuck>;
export type StuckBoardJson = z.infer<typeof stuckBoard>;
export type RepairJson = z.infer<typeof repairAnswer>;
