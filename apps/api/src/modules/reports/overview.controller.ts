import type { Ports } from '@assent/application';
import {
  activityQuery,
  operations,
  renewalQuery,
  reportQuery,
  type ActivityPageJson,
  type DeterminationReportJson,
  type OverviewJson,
  type RenewalPageJson,
} from '@assent/contracts';
import type { ReadableLines } from '@assent/domain';
import { Controller, Inject, Query, Res } from '@nestjs/common';
import { create as attachment } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { CHECKED, PORTS, type Dependency } from '../../dependencies';
import type { Viewer } from '../../http/case-guard';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { CallerWithLines, Lines } from '../../http/parameters';
import { AcceptedReport, type ReportType } from '../../http/report-type';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { toReportCsv, toReportJson } from './determination-report.mapper';
import { OVERVIEW, type OverviewUseCases } from './overview-use-cases';
import { toActivityJson, toOverviewJson, toRenewalJson } from './overview.mapper';

@Controller()
export class OverviewController {
  constructor(
    @Inject(OVERVIEW) private readonly cases: OverviewUseCases,
    @Inject(PORTS) private readonly ports: Ports,
    @Inject(CHECKED) private readonly checked: readonly Dependency[],
  ) {}

  @Serves(operations.listRenewals)
  async renewals(
    @Query(new SchemaPipe(renewalQuery)) { from, to, cursor, limit }: Sent<typeof renewalQuery>,
    @CallerWithLines() reader: Viewer,
  ): Promise<RenewalPageJson> {
    const filter = {
      lines: reader.lines,
      limit,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...openedCursor('renewals', cursor),
    };
    const { items, nextCursor } = await this.cases.renewals(filter, reader);
    return {
      items: items.map(toRenewalJson),
      nextCursor: sealedCursor('renewals', nextCursor),
    };
  }

  @Serves(operations.showOverview)
  async overview(@Lines() lines: ReadableLines): Promise<OverviewJson> {
    const [overview, temporal] = await Promise.all([
      this.cases.overview(lines),
      this.temporalAnswers(),
    ]);
    return toOverviewJson(overview, temporal);
  }

  @Serves(operations.reportDeterminations)
  async determinations(
    @Query(new SchemaPipe(reportQuery)) { from, to }: Sent<typeof reportQuery>,
    @AcceptedReport() type: ReportType,
    @Lines() lines: ReadableLines,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeterminationReportJson | string> {
    const report = await this.cases.determinations(from, to, lines);
    reply.header('vary', 'Accept');
    if (type === 'application/json') return toReportJson(report);
    reply.headers({
      'content-type': type,
      'content-disposition': attachment(`determinations-${from}-${to}.csv`),
    });
    return toReportCsv(report);
  }

  @Serves(operations.listActivity)
  async activity(
    @Query(new SchemaPipe(activityQuery)) { from, to, cursor, limit }: Sent<typeof activityQuery>,
    @CallerWithLines() reader: Viewer,
  ): Promise<ActivityPageJson> {
    const { items, nextCursor } = await this.cases.activity({
      after: new Date(from),
      ...(to !== undefined && { upTo: new Date(to) }),
      lines: reader.lines,
      limit,
      ...openedCursor('activity', cursor),
    });
    return {
      items: items.map((item) => toActivityJson(item, this.ports.settings.timeZone, reader)),
      nextCursor: sealedCursor('activity', nextCursor),
    };
  }

  private async temporalAnswers(): Promise<boolean> {
    const temporal = this.checked.find(({ name }) => name === 'temporal');
    return temporal ? temporal.answers() : false;
  }
}
