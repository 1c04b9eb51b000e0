import { Module } from '@nestjs/common';
import { CALENDAR_PORTS } from '../../dependencies';
import { CALENDAR, calendarUseCases } from './calendar-use-cases';
import { CalendarController } from './calendar.controller';

/** Renewal windows in people's own calendars. */
@Module({
  controllers: [CalendarController],
  providers: [{ provide: CALENDAR, useFactory: calendarUseCases, inject: [CALENDAR_PORTS] }],
})
export class CalendarModule {}
