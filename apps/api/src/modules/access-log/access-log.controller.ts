import type { AccessFilter, listAccesses, Ports } from '@assent/application';
import { accessLogQuery, operations, type AccessPageJson } from '@assent/contracts';
import { Controller, Inject, Query, Res } from '@nestjs/common';
import { create as attachment } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { PORTS } from '../../dependencies';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { accepted } from '../../http/http-problem';
import { beginningOf, endOf } from '../../http/instants';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { AcceptedReport, type ReportType } from '../../http/report-type';
import { accessCsv, toAccessJson } from './access.mapper';

type ListAccesses = ReturnType<typeof listAccesses>;
export const LIST_ACCESSES = Symbol('list accesses');

/** Who read members' data. */
@Controller()
export class AccessLogController {
  constructor(
    @Inject(PORTS) private readonly ports: Pick<Ports, 'settings'>,
    @Inject(LIST_ACCESSES) private readonly accesses: ListAccesses,
  ) {}

  @Serves(operations.listAccesses)
  async list(
    @Query(new SchemaPipe(accessLogQuery)) query: Sent<typeof accessLogQuery>,
    @AcceptedReport() type: ReportType,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AccessPageJson | Readable> {
    const filter = this.filterOf(query);
    const first = accepted(await this.accesses(filter));
    reply.header('vary', 'Accept');
    if (type === 'application/json') {
      return {
        items: first.items.map(toAccessJson),
        nextCursor: sealedCursor('accesses', first.nextCursor),
      };
    }
    reply.headers({ 'content-type': type, 'content-disposition': attachment('access-log.csv') });
    const next = async (cursor: string) => accepted(await this.accesses({ ...filter, cursor }));
    return Readable.from(accessCsv(first, next), { objectMode: false });
  }

  private filterOf(query: Sent<typeof accessLogQuery>): AccessFilter {
    const { caseId, cursor, from, limit, member, person, to } = query;
    const { timeZone } = this.ports.settings;
    return {
      limit,
      ...(person !== undefined && { person }),
      ...(member !== undefined && { member }),
      ...(caseId !== undefined && { caseId }),
      ...(from !== undefined && { from: beginningOf(from, timeZone) }),
      ...(to !== undefined && { to: endOf(to, timeZone) }),
      ...openedCursor('accesses', cursor),
    };
  }
}
