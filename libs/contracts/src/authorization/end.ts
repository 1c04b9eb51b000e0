import { z } from 'zod';
import { calendarDate, endReason, RATIONALE_LENGTH, words } from '../http/wire';

/** Why and when an authorization ends before its last day. */
export const endCommand = z
  .strictObject({
    reason: endReason,
    lastDay: calendarDate.meta({
      description: 'The last covered day; the day before the first one takes all of it back',
    }),
    note: words(RATIONALE_LENGTH).optional(),
  })
  .meta({ description: 'Why and when an authorization ends before its last day' });
