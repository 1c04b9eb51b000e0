import type { CalendarPorts } from '@assent/application';
import { Module, type DynamicModule } from '@nestjs/common';
import { CALENDAR_PORTS, CalendarController } from './calendar.controller';

/** The windows of renewals in people's own calendars. */
@Module({})
export class CalendarModule {
  static over(ports: CalendarPorts): DynamicModule {
    return {
      module: CalendarModule,
      controllers: [CalendarController],
      providers: [{ provide: CALENDAR_PORTS, useValue: ports }],
    };
  }
}
