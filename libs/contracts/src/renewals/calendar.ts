import { z } from 'zod';
import { instant } from '../http/wire';

export const calendarFeed = z
  .strictObject({
    madeAt: instant.nullable().meta({ description: 'null when there is none' }),
  })
  .meta({ description: "A person's calendar feed; its address is shown only when it is created" });

export const calendarAddress = z
  .strictObject({
    path: z.string().meta({
      description:
        'The path to subscribe to, below the address of the API. Anyone who knows it can read the feed; it is shown only once',
      examples: ['/v1/calendars/8J0e…'],
    }),
    madeAt: instant,
  })
  .meta({ description: 'A new calendar feed' });

/** An iCalendar object (RFC 5545). */
export const calendar = z.string().meta({ description: 'An iCalendar object (RFC 5545)' });

export type CalendarFeedJson = z.infer<typeof calendarFeed>;
export type CalendarAddressJson = z.infer<typeof calendarAddress>;
