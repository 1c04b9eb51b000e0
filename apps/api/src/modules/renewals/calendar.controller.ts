import {
  operations,
  type CalendarAddressJson,
  type CalendarFeedJson,
  type RemovedJson,
} from '@assent/contracts';
import type { Actor, ReadableLines } from '@assent/domain';
import { Controller, Header, Inject, Param } from '@nestjs/common';
import { accepted } from '../../http/http-problem';
import { Caller, Lines, ReadBy } from '../../http/parameters';
import { Serves } from '../../http/serves.decorator';
import { CALENDAR, type CalendarUseCases } from './calendar-use-cases';

/** Each person's calendar feed, and what calendars read from it. */
@Controller()
export class CalendarController {
  constructor(@Inject(CALENDAR) private readonly calendars: CalendarUseCases) {}

  @Serves(operations.viewCalendarFeed)
  async view(@Caller() { subject }: Actor): Promise<CalendarFeedJson> {
    const feed = await this.calendars.feedOf(subject);
    return { madeAt: feed?.madeAt.toISOString() ?? null };
  }

  @Serves(operations.makeCalendarFeed)
  async make(
    @Caller() { subject }: Actor,
    @Lines() lines: ReadableLines,
  ): Promise<CalendarAddressJson> {
    const { secret, madeAt } = await this.calendars.make(subject, lines);
    return { path: `/v1/calendars/${secret}`, madeAt: madeAt.toISOString() };
  }

  @Serves(operations.removeCalendarFeed)
  async remove(@Caller() { subject }: Actor): Promise<RemovedJson> {
    return { removed: await this.calendars.remove(subject) };
  }

  @Serves(operations.readCalendar)
  @Header('content-type', 'text/calendar; charset=utf-8')
  async calendar(
    @Param('secret') secret: string,
    @ReadBy() readBy: (owner: string) => void,
  ): Promise<string> {
    const { owner, lines } = accepted(await this.calendars.open(secret));
    readBy(owner);
    return this.calendars.write(lines);
  }
}
