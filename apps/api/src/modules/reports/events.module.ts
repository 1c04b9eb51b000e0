import { Module, type DynamicModule } from '@nestjs/common';
import type { ApiDependencies } from '../../dependencies';
import { Places } from '../../http/places';
import { eventBroadcast } from './event-broadcast';
import { BROADCAST, EventsController, STREAM_PLACES } from './events.controller';

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
        { provide: STREAM_PLACES, useValue: new Places<string>(limits.streamsPerPerson) },
      ],
    };
  }
}
