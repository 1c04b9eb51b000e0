import { z } from 'zod';
import { calendarDate, endReason, RATIONALE_LENGTH, words } from '../http/wire';

/** Why and when an authorization ends before its last day. */
export const endCommand = z
  .strictObject({
    reason: endReason,
    lastDay: calendarDate.meta({
      description:
        'The last day of coverage; the day before the first day cancels the whole authorization',
    }),
    note: words(RATIONALE_LENGTH).optional(),
  })
  .meta({ description: 'Why and when an authorization ends before its last day' });
