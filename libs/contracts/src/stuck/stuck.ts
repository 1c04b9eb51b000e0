import { REPAIRS, STUCK_CAUSES } from '@assent/domain';
import { z } from 'zod';
import { instant } from '../http/wire';

export const stuckCause = z.enum(STUCK_CAUSES);
export const repairAction = z.enum(REPAIRS);

export const stuck = z
  .strictObject({
    cause: stuckCause,
    since: instant,
    waitsFor: z.enum(['prescriber', 'reviewer', 'mail-system', 'software']),
    detail: z.string().meta({ description: 'What the case waits for, in a sentence' }),
    lastError: z.string().nullable().meta({ description: 'Word for word; the newest' }),
    attempt: z.int().nullable().meta({ description: 'How often it was tried' }),
    nextTryAt: instant.nullable(),
    repair: repairAction
      .nullable()
      .meta({ description: 'What moves it; null where nothing here does' }),
    otherCauses: z.array(stuckCause).meta({ description: 'What else holds it up' }),
  })
  .meta({ description: 'Why a case does not move, and what would move it' });

export const stuckBoard = z
  .strictObject({
    checkedAt: instant
      .nullable()
      .meta({ description: 'When cases were last compared with their workflows' }),
    reachable: z.boolean().meta({ description: 'Whether Temporal could be asked then' }),
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
          .meta({ description: 'The oldest first, at most 100' }),
      }),
    ),
  })
  .meta({ description: 'Every stuck case by what holds it up, the gravest cause first' });

export const repairAnswer = z
  .strictObject({
    did: repairAction.nullable().meta({ description: 'What was done; null when nothing could be' }),
    moved: z
      .boolean()
      .meta({ description: 'Whether the case was found moving when it was checked again' }),
    detail: z.string().meta({ description: 'What is now so, in a sentence' }),
    stuck: stuck.nullable(),
  })
  .meta({ description: 'What a repair did, and what was found when the case was checked again' });

export type StuckJson = z.infer<typeof stuck>;
export type StuckBoardJson = z.infer<typeof stuckBoard>;
export type RepairJson = z.infer<typeof repairAnswer>;
