import { z } from 'zod';
import { authorization } from '../authorization/authorization';
import { calendarDate, requestType, shortText } from '../http/wire';
import { caseSummary } from '../worklist/worklist';

export const duplicateQuestion = z.strictObject({
  memberId: shortText,
  drug: shortText,
  requestType: requestType.optional(),
  birthDate: calendarDate.optional().meta({ description: "The member's, as far as it is known" }),
  givenName: shortText.optional().meta({ description: "The member's, as far as it is known" }),
});

export const duplicateAnswer = z
  .strictObject({
    cases: z.array(caseSummary).meta({ description: 'Open cases of the member for the drug' }),
    authorizations: z
      .array(authorization)
      .meta({ description: 'Those that still cover the member' }),
    birthDateDiffers: z.boolean().meta({
      description: 'Whether the member ID is on file with another birth date: a person looks first',
    }),
    givenNameDiffers: z.boolean().meta({
      description: 'Whether the member ID is on file with another given name: a person looks first',
    }),
  })
  .meta({ description: 'What a new request may repeat' });

export type DuplicateAnswerJson = z.infer<typeof duplicateAnswer>;
