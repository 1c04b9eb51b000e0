import type { CommandKey, endAuthorization, Ports } from '@assent/application';
import {
  authorizationQuery,
  endCommand,
  operations,
  reminderQuery,
  type AuthorizationJson,
  type AuthorizationPageJson,
  type ReminderPageJson,
} from '@assent/contracts';
import type { Actor, ReadableLines } from '@assent/domain';
import { Body, Controller, Inject, Query } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { accepted } from '../../http/http-problem';
import { beginningOf, dayOf, endOf } from '../../http/instants';
import { Caller, IdempotencyKey, Lines } from '../../http/parameters';
import { AuthorizationNumber, noSuchAuthorization } from '../../http/path';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { toAuthorizationJson, toReminderJson } from './authorization.mapper';

export type EndAuthorization = ReturnType<typeof endAuthorization>;
export const END_AUTHORIZATION = Symbol('end authorization');

@Controller()
export class AuthorizationsController {
  constructor(
    @Inject(PORTS) private readonly ports: Ports,
    @Inject(END_AUTHORIZATION) private readonly endAuthorization: EndAuthorization,
  ) {}

  @Serves(operations.viewAuthorization)
  async view(@AuthorizationNumber() number: string): Promise<AuthorizationJson> {
    const record = await this.ports.records.authorization(number);
    if (!record) throw noSuchAuthorization();
    return toAuthorizationJson(record);
  }

  @Serves(operations.endAuthorization)
  async end(
    @Body(new SchemaPipe(endCommand)) ending: Sent<typeof endCommand>,
    @AuthorizationNumber() number: string,
    @Caller() actor: Actor,
    @IdempotencyKey() command: CommandKey | undefined,
  ): Promise<AuthorizationJson> {
    const end = { ...ending, number, actor, ...(command && { command }) };
    return toAuthorizationJson(accepted(await this.endAuthorization(end)));
  }

  @Serves(operations.listAuthorizations)
  async list(
    @Query(new SchemaPipe(authorizationQuery)) query: Sent<typeof authorizationQuery>,
    @Lines() lines: ReadableLines,
  ): Promise<AuthorizationPageJson> {
    const { memberId, expiringBefore, status, cursor, limit } = query;
    const { records, settings } = this.ports;
    const { items, nextCursor } = await records.authorizations({
      lines,
      limit,
      ...(memberId !== undefined && { memberId }),
      ...(expiringBefore !== undefined && {
        expiringBefore: dayOf(expiringBefore, settings.timeZone),
      }),
      ...(status && { status }),
      ...openedCursor('authorizations', cursor),
    });
    return {
      items: items.map(toAuthorizationJson),
      nextCursor: sealedCursor('authorizations', nextCursor),
    };
  }

  @Serves(operations.listReminders)
  async reminders(
    @Query(new SchemaPipe(reminderQuery)) { from, to, cursor, limit }: Sent<typeof reminderQuery>,
    @Lines() lines: ReadableLines,
  ): Promise<ReminderPageJson> {
    const { timeZone } = this.ports.settings;
    const { items, nextCursor } = await this.ports.records.reminders({
      lines,
      limit,
      ...(from !== undefined && { from: beginningOf(from, timeZone) }),
      ...(to !== undefined && { to: endOf(to, timeZone) }),
      ...openedCursor('reminders', cursor),
    });
    return {
      items: items.map(toReminderJson),
      nextCursor: sealedCursor('reminders', nextCursor),
    };
  }
}
