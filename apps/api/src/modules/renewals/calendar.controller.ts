import {
  makeCalendarFeed,
  oneAtATime,
  openCalendarFeed,
  renewalsAhead,
  type CalendarPorts,
} from '@assent/application';
import {
  operations,
  type CalendarAddressJson,
  type CalendarFeedJson,
  type RemovedJson,
} from '@assent/contracts';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { accepted } from '../../http/http-problem';
import { readNothing } from '../../http/input';
import { calendarSecret } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { renewalCalendar } from './renewal-calendar';

export const CALENDAR_PORTS = Symbol('calendar ports');

/** Everybody's own calendar feed, and what calendars take from its address. */
@Controller()
export class CalendarController {
  /** Every feed shows the same: one is written for all who ask at a moment. */
  private readonly write: () => Promise<string>;

  constructor(@Inject(CALENDAR_PORTS) private readonly ports: CalendarPorts) {
    const ahead = renewalsAhead(ports);
    this.write = oneAtATime(async () => renewalCalendar(ahead(), await ports.clock.now()));
  }

  @Serves(operations.viewCalendarFeed)
  async view(@Req() request: FastifyRequest): Promise<CalendarFeedJson> {
    const feed = await this.ports.calendarFeeds.of(callerOf(request).subject);
    return { madeAt: feed?.madeAt.toISOString() ?? null };
  }

  @Serves(operations.makeCalendarFeed)
  async make(@Req() request: FastifyRequest): Promise<CalendarAddressJson> {
    readNothing(request);
    const { secret, madeAt } = await makeCalendarFeed(this.ports)(callerOf(request).subject);
    return { path: `/v1/calendars/${secret}`, madeAt: madeAt.toISOString() };
  }

  @Serves(operations.removeCalendarFeed)
  async remove(@Req() request: FastifyRequest): Promise<RemovedJson> {
    return { removed: await this.ports.calendarFeeds.remove(callerOf(request).subject) };
  }

  @Serves(operations.readCalendar)
  async calendar(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    accepted(await openCalendarFeed(this.ports)(calendarSecret(request)));
    reply.header('content-type', 'text/calendar; charset=utf-8');
    return this.write();
  }
}
