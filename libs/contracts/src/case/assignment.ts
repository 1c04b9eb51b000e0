import { LONGEST_NAME } from '@assent/criteria';
import { z } from 'zod';
import { instant, lineUpTo, shortText } from '../http/wire';

export const person = lineUpTo(LONGEST_NAME);

export const assignment = z.strictObject({ assignee: person });

export const snooze = z.strictObject({
  until: instant.meta({ description: 'In the future, at most 30 days from now' }),
  reason: shortText,
});
