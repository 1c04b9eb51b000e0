import { z } from 'zod';
import { authorization } from '../authorization/authorization';
import { calendarDate, requestType, shortText } from '../http/wire';
import { caseSummary } from '../worklist/worklist';

export const duplicateQuestion = z.strictObject({
  memberId: shortText,
  drug: shortText,
  requestType: requestType.optional(),
  birthDate: calendarDate.optional().meta({ description: "The member's, if known" }),
  givenName: shortText.optional().meta({ description: "The member's, if known" }),
});

export const duplicateAnswer = z
  .strictObject({
    cases: z.array(caseSummary).meta({ description: 'Open cases of the member for the drug' }),
    authorizations: z
      .array(authorization)
      .meta({ description: 'Authorizations that are still active' }),
    birthDateDiffers: z.boolean().meta({
      description:
        'Whether the member ID is on file with another date of birth: such a request goes to clinical review',
    }),
    givenNameDiffers: z.boolean().meta({
      description:
        'Whether the member ID is on file with another first name: such a request goes to clinical review',
    }),
  })
  .meta({ description: 'Possible duplicates of a new request' });

export type DuplicateAnswerJson = z.infer<typeof duplicateAnswer>;
