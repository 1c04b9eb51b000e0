import { endAuthorization, type Ports } from '@assent/application';
import {
  authorizationQuery,
  endCommand,
  operations,
  reminderQuery,
  type AuthorizationJson,
  type AuthorizationPageJson,
  type ReminderPageJson,
} from '@assent/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PORTS } from '../../dependencies';
import { callerOf } from '../../http/authentication';
import { commandKey } from '../../http/command-key';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { accepted } from '../../http/http-problem';
import { read } from '../../http/input';
import { beginningOf, dayOf, endOf } from '../../http/instants';
import { authorizationNumber, noSuchAuthorization } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { toAuthorizationJson, toReminderJson } from './authorization.mapper';

@Controller()
export class AuthorizationsController {
  constructor(@Inject(PORTS) private readonly ports: Ports) {}

  @Serves(operations.viewAuthorization)
  async view(@Req() request: FastifyRequest): Promise<AuthorizationJson> {
    const record = await this.ports.records.authorization(authorizationNumber(request));
    if (!record) throw noSuchAuthorization();
    return toAuthorizationJson(record);
  }

  @Serves(operations.endAuthorization)
  async end(@Req() request: FastifyRequest): Promise<AuthorizationJson> {
    const result = await endAuthorization(this.ports)({
      ...read(endCommand, request.body),
      number: authorizationNumber(request),
      actor: callerOf(request),
      ...commandKey(request),
    });
    return toAuthorizationJson(accepted(result));
  }

  @Serves(operations.listAuthorizations)
  async list(@Req() request: FastifyRequest): Promise<AuthorizationPageJson> {
    const { memberId, expiringBefore, status, cursor, limit } = read(
      authorizationQuery,
      request.query,
    );
    const { records, settings } = this.ports;
    const { items, nextCursor } = await records.authorizations({
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
  async reminders(@Req() request: FastifyRequest): Promise<ReminderPageJson> {
    const { from, to, cursor, limit } = read(reminderQuery, request.query);
    const { timeZone } = this.ports.settings;
    const { items, nextCursor } = await this.ports.records.reminders({
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
