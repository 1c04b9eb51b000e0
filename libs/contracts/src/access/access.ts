import { z } from 'zod';
import { page } from '../http/queries';
import { actor, instant, lineOfBusiness, RATIONALE_LENGTH, words } from '../http/wire';

export const accessReason = z
  .strictObject({ reason: words(RATIONALE_LENGTH) })
  .meta({ description: 'Why a person opens a case of another line of business' });

export const accessQuery = z.strictObject({ caseId: z.uuid().optional(), ...page });

export const caseAccess = z
  .strictObject({
    id: z.uuid(),
    caseId: z.uuid(),
    caseNumber: z.string(),
    lineOfBusiness,
    by: actor,
    reason: z.string(),
    at: instant,
    until: instant.meta({ description: 'When it ends' }),
  })
  .meta({ description: 'A case of another line of business that a person opened with a reason' });

export const caseAccessPage = z.strictObject({
  items: z.array(caseAccess),
  nextCursor: z.string().nullable(),
});

export type CaseAccessJson = z.infer<typeof caseAccess>;

export type CaseAccessPageJson = z.infer<typeof caseAccessPage>;
