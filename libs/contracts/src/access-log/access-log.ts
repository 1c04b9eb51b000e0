import { fault } from '@assent/criteria';
import { PURPOSES_OF_USE } from '@assent/domain';
import { z } from 'zod';
import { page } from '../http/queries';
import { dateOrInstant, instant, role, shortText } from '../http/wire';

export const purposeOfUse = z.enum(PURPOSES_OF_USE);

export const accessLogQuery = z
  .strictObject({
    person: shortText.optional().meta({ description: 'What this person read' }),
    member: z.uuid().toLowerCase().optional().meta({
      description:
        "Who read about this member, by the system's own id: also their cases, letters and appeals",
    }),
    caseId: z.uuid().toLowerCase().optional().meta({ description: 'Who read about this case' }),
    from: dateOrInstant.optional().meta({ description: 'At or after this time' }),
    to: dateOrInstant
      .optional()
      .meta({ description: 'At or before this time; a date includes the whole day' }),
    ...page,
  })
  .refine(({ person, member, caseId }) => (person ?? member ?? caseId) !== undefined, {
    ...fault('empty', 'state a person, a member or a case'),
    path: ['member'],
  });

const ids = z.array(z.uuid());

export const access = z
  .strictObject({
    id: z.uuid().meta({ description: 'The X-Request-Id of the call' }),
    at: instant,
    person: z.string(),
    role: role.nullable(),
    operation: z.string().meta({ description: 'The `operationId` of the call' }),
    summary: z.string().meta({ description: 'What the call does' }),
    outcome: z
      .enum(['shown', 'refused', 'failed'])
      .meta({ description: 'A call that failed may have shown a part' }),
    purpose: purposeOfUse,
    cases: z.array(z.strictObject({ id: z.uuid(), number: z.string() })).meta({
      description: 'At most ten; if the query names a member or a case, only theirs',
    }),
    caseCount: z.int().meta({ description: 'How many cases the call showed in all' }),
    members: ids.meta({ description: "The system's own ids of members" }),
    documents: ids,
    letters: ids,
    appeals: ids,
    listed: z.int().nullable().meta({ description: 'How many rows the answer listed' }),
    address: z.string().nullable().meta({ description: "The caller's network address" }),
    agent: z
      .string()
      .nullable()
      .meta({ description: "The caller's program", examples: ['Firefox 128'] }),
  })
  .meta({ description: "A call that read members' data" });

export const accessPage = z.strictObject({
  items: z.array(access),
  nextCursor: z.string().nullable(),
});

export type AccessJson = z.infer<typeof access>;
export type AccessPageJson = z.infer<typeof accessPage>;
