import { Module, type DynamicModule } from '@nestjs/common';
import type { ApiDependencies } from '../../dependencies';
import { eventBroadcast } from './event-broadcast';
import { BROADCAST, EventsController, MOST_STREAMS } from './events.controller';

/** What happens to cases, as it happens. */
@Module({})
export class EventsModule {
  static telling({
    events,
    log,
    limits,
  }: Pick<ApiDependencies, 'events' | 'log' | 'limits'>): DynamicModule {
    return {
      module: EventsModule,
      controllers: [EventsController],
      providers: [
        { provide: BROADCAST, useValue: eventBroadcast(events, log) },
        { provide: MOST_STREAMS, useValue: limits.streamsPerPerson },
      ],
    };
  }
}
