import { Module, type DynamicModule } from '@nestjs/common';
import type { ApiDependencies } from '../../dependencies';
import { eventBroadcast } from './event-broadcast';
import { BROADCAST, EventsController } from './events.controller';

/** What happens to cases, as it happens. */
@Module({})
export class EventsModule {
  static telling({ events, log }: Pick<ApiDependencies, 'events' | 'log'>): DynamicModule {
    return {
      module: EventsModule,
      controllers: [EventsController],
      providers: [{ provide: BROADCAST, useValue: eventBroadcast(events, log) }],
    };
  }
}
