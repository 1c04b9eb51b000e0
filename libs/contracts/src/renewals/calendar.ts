import { z } from 'zod';
import { instant } from '../http/wire';

export const calendarFeed = z
  .strictObject({
    madeAt: instant.nullable().meta({ description: 'Null while there is none' }),
  })
  .meta({ description: "A person's calendar feed; its address was told when it was made" });

export const calendarAddress = z
  .strictObject({
    path: z.string().meta({
      description:
        'Where calendars take it from, below the address of the API. Whoever knows it can read it; it is told only now',
      examples: ['/v1/calendars/8J0e…'],
    }),
    madeAt: instant,
  })
  .meta({ description: 'A calendar feed that was just made' });

/** An iCalendar object (RFC 5545). */
export const calendar = z.string().meta({ description: 'An iCalendar object (RFC 5545)' });

export type CalendarFeedJson = z.infer<typeof calendarFeed>;
export type CalendarAddressJson = z.infer<typeof calendarAddress>;
