import type { DecideCase, Ports } from '@assent/application';
import {
  caseQuery,
  decisionCommand,
  decisionFaults,
  informationFrame,
  operations,
  prescriberCommand,
  withdrawCommand,
  type CaseJson,
  type CasePageJson,
  type LetterPreviewJson,
} from '@assent/contracts';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { PORTS } from '../../dependencies';
import { callerOf } from '../../http/authentication';
import { commandDigest } from '../../http/command-key';
import { READ_COVERAGE_REQUEST, type ReadCoverageRequest } from '../../http/coverage-request';
import { sealedCursor } from '../../http/cursor';
import { accepted } from '../../http/http-problem';
import { read, requiredIdempotencyKey, requiredVersion } from '../../http/input';
import { caseId } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { answered, caseCommand } from './case-command';
import { toCaseFilter } from './case-filter.mapper';
import { toCaseJson } from './case.mapper';
import { CASES, type CaseUseCases } from './case-use-cases';
import { timelineText } from './timeline.mapper';

@Controller()
export class CasesController {
  constructor(
    @Inject(CASES) private readonly cases: CaseUseCases,
    @Inject(READ_COVERAGE_REQUEST) private readonly readRequest: ReadCoverageRequest,
    @Inject(PORTS) private readonly ports: Ports,
  ) {}

  @Serves(operations.openCase)
  async open(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    const key = requiredIdempotencyKey(request);
    const coverage = await this.readRequest(request.body);
    const command = { key, digest: commandDigest(request) };
    const { view, replayed } = accepted(
      await this.cases.open({ request: coverage, actor: callerOf(request), command }),
    );
    reply.header('location', `/v1/cases/${view.record.id}`);
    if (replayed) reply.header('idempotency-replayed', 'true');
    return answered(view, reply);
  }

  @Serves(operations.listCases)
  async list(@Req() request: FastifyRequest): Promise<CasePageJson> {
    const filter = toCaseFilter(read(caseQuery, request.query), this.ports.settings);
    const { items, nextCursor } = await this.cases.list(filter);
    return {
      items: items.map((view) => toCaseJson(view)),
      nextCursor: sealedCursor('cases', nextCursor),
    };
  }

  @Serves(operations.viewCase)
  async view(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    return answered(accepted(await this.cases.view(caseId(request))), reply);
  }

  @Serves(operations.giveInformation)
  async inform(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    const information = read(informationFrame, request.body);
    const result = await this.cases.inform({ ...information, ...caseCommand(request) });
    return answered(accepted(result), reply);
  }

  @Serves(operations.decideCase)
  async decide(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    return answered(accepted(await this.cases.decide(decisionOf(request))), reply);
  }

  @Serves(operations.previewDecision)
  async preview(@Req() request: FastifyRequest): Promise<LetterPreviewJson> {
    return accepted(await this.cases.previewDecision(decisionOf(request)));
  }

  @Serves(operations.withdrawCase)
  async withdraw(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    const { reason } = read(withdrawCommand, request.body);
    const result = await this.cases.withdraw({ reason, ...caseCommand(request) });
    return answered(accepted(result), reply);
  }

  @Serves(operations.changePrescriber)
  async changePrescriber(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    const version = requiredVersion(request);
    const { phone, email } = read(prescriberCommand, request.body);
    const contact = {
      ...(phone !== undefined && { phone }),
      ...(email !== undefined && { email }),
    };
    const command = { ...caseCommand(request), contact, version };
    return answered(accepted(await this.cases.changePrescriber(command)), reply);
  }

  @Serves(operations.showTimeline)
  async timeline(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const pieces = accepted(await this.cases.timeline(caseId(request)));
    await reply
      .type('application/json; charset=utf-8')
      .send(
        Readable.from(timelineText(pieces, this.ports.settings.timeZone), { objectMode: false }),
      );
  }
}

function decisionOf(request: FastifyRequest): DecideCase {
  const version = requiredVersion(request);
  const { approve, ...decision } = read(decisionCommand, request.body, decisionFaults);
  return {
    ...decision,
    ...(approve && { months: approve.months }),
    ...caseCommand(request),
    version,
  };
}
