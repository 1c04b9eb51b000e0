import { MAX_NAME_LENGTH, nameUpTo } from '@assent/criteria';
import { z } from 'zod';
import { authorization } from '../authorization/authorization';
import { calendarDate } from '../http/wire';
import { caseSummary, pageAsked } from './worklist';

/** Sent as a body, to keep member data out of addresses. */
export const memberSearch = z
  .strictObject({
    text: nameUpTo(MAX_NAME_LENGTH).trim().meta({
      description:
        'Names of the member in any order, a date of birth, or a member ID, case or authorization number, complete or at least four characters of it; every term must match',
    }),
    ...pageAsked,
  })
  .meta({ description: 'A search for members' });

export const member = z
  .strictObject({
    id: z.uuid().meta({ description: "The system's own id, for addresses" }),
    memberId: z.string().meta({ description: "The plan's member ID" }),
    name: z.string(),
    birthDate: calendarDate,
    openCases: z.array(caseSummary).meta({ description: 'Soonest deadline first' }),
    authorizations: z
      .array(authorization)
      .meta({ description: 'All authorizations, latest end of coverage first' }),
  })
  .meta({
    description: 'A member as named in the most recent case, with open cases and authorizations',
  });

export const memberPage = z.strictObject({
  items: z.array(member).meta({ description: 'Most recent case first' }),
  nextCursor: z.string().nullable(),
});

export type MemberJson = z.infer<typeof member>;
export type MemberPageJson = z.infer<typeof memberPage>;
