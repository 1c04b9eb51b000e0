import { MAX_NAME_LENGTH } from '@assent/criteria';
import { z } from 'zod';
import { instant, lineUpTo, shortText } from '../http/wire';

export const person = lineUpTo(MAX_NAME_LENGTH);

export const assignment = z.strictObject({ assignee: person });

export const snooze = z.strictObject({
  until: instant.meta({ description: 'In the future, at most 30 days from now' }),
  reason: shortText,
});
