import type { LimitsConfig } from '@assent/platform';
import { Module } from '@nestjs/common';
import { EVENT_FEED, LIMITS, LOGGER } from '../../dependencies';
import { Places } from '../../http/places';
import { eventBroadcast } from './event-broadcast';
import { BROADCAST, EventsController, STREAM_PLACES } from './events.controller';

/** Case events, live. */
@Module({
  controllers: [EventsController],
  providers: [
    { provide: BROADCAST, useFactory: eventBroadcast, inject: [EVENT_FEED, LOGGER] },
    {
      provide: STREAM_PLACES,
      useFactory: ({ streamsPerPerson }: LimitsConfig) => new Places<string>(streamsPerPerson),
      inject: [LIMITS],
    },
  ],
})
export class EventsModule {}
