import { MAX_NAME_LENGTH, nameUpTo } from '@assent/criteria';
import { z } from 'zod';
import { authorization } from '../authorization/authorization';
import { calendarDate } from '../http/wire';
import { caseSummary, pageAsked } from './worklist';

/** Sent as a body, so that nothing of a member stands in an address. */
export const memberSearch = z
  .strictObject({
    text: nameUpTo(MAX_NAME_LENGTH).trim().meta({
      description:
        'Names of the member in any order, a birth date, or numbers of the member, a case or an authorization, whole or four signs of them; all of it has to fit',
    }),
    ...pageAsked,
  })
  .meta({ description: 'Which members are looked for' });

export const member = z
  .strictObject({
    id: z.uuid().meta({ description: "The system's own, for addresses" }),
    memberId: z.string().meta({ description: "The plan's number of the member" }),
    name: z.string(),
    birthDate: calendarDate,
    openCases: z.array(caseSummary).meta({ description: 'The soonest deadline first' }),
    authorizations: z
      .array(authorization)
      .meta({ description: 'All of them, the latest end of coverage first' }),
  })
  .meta({
    description: 'A member as the newest case names them, with their open cases and authorizations',
  });

export const memberPage = z.strictObject({
  items: z.array(member).meta({ description: 'Those with the newest case first' }),
  nextCursor: z.string().nullable(),
});

export type MemberJson = z.infer<typeof member>;
export type MemberPageJson = z.infer<typeof memberPage>;
