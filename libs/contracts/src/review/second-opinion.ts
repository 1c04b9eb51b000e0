import { MAY_GIVE_OPINION, OPINIONS, type Fault } from '@assent/domain';
import { z } from 'zod';
import { person } from '../case/assignment';
import { sentMembers } from '../http/sent-members';
import { RATIONALE_LENGTH, words } from '../http/wire';

/** Whom a reviewer asks what. */
export const opinionRequest = z
  .strictObject({
    question: words(RATIONALE_LENGTH),
    person: person.optional().meta({ description: 'The one person who is asked' }),
    role: z
      .enum(MAY_GIVE_OPINION)
      .optional()
      .meta({ description: 'Anyone with this role is asked' }),
    approveMonths: z.int().min(1).max(120).optional().meta({
      description:
        'If it is about an approval although not all criteria are met: for how many months. Who agrees is the second person that such an approval can need',
    }),
  })
  .meta({
    description: 'A request for a second opinion, of one person or of a role',
    oneOf: [{ required: ['person'] }, { required: ['role'] }],
  });

/** What the schema cannot check: one of both is asked. */
export function opinionFaults(sent: unknown): readonly Fault[] {
  const { person: one, role: group } = sentMembers(sent);
  if (one === undefined && group === undefined) {
    return [{ path: 'person', code: 'required', message: 'is required, or `role`' }];
  }
  if (one === undefined || group === undefined) return [];
  const message = 'is allowed without `person` only; leave one of them out';
  return [{ path: 'role', code: 'not-applicable', message }];
}

export const opinionCommand = z
  .strictObject({ opinion: z.enum(OPINIONS), text: words(RATIONALE_LENGTH) })
  .meta({ description: 'The answer to a request for a second opinion' });
