import {
  assignment,
  batchCommand,
  batchFaults,
  operations,
  snooze,
  type BatchAnswerJson,
  type CaseJson,
} from '@assent/contracts';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { accepted } from '../../http/http-problem';
import { read, readNothing } from '../../http/input';
import { Serves } from '../../http/serves.decorator';
import { answered, caseCommand } from '../case/case-command';
import { WORK, type WorkUseCases } from './work-use-cases';
import { toBatch } from './work.mapper';

/** Who has which case, and what is put off. */
@Controller()
export class WorkController {
  constructor(@Inject(WORK) private readonly work: WorkUseCases) {}

  @Serves(operations.claimCase)
  async claim(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    readNothing(request);
    return answered(accepted(await this.work.claim(caseCommand(request))), reply);
  }

  @Serves(operations.releaseCase)
  async release(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    readNothing(request);
    return answered(accepted(await this.work.release(caseCommand(request))), reply);
  }

  @Serves(operations.assignCase)
  async assign(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    const { assignee } = read(assignment, request.body);
    const result = await this.work.assign({ assignee, ...caseCommand(request) });
    return answered(accepted(result), reply);
  }

  @Serves(operations.snoozeCase)
  async snooze(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    const { until, reason } = read(snooze, request.body);
    const result = await this.work.snooze({
      until: new Date(until),
      reason,
      ...caseCommand(request),
    });
    return answered(accepted(result), reply);
  }

  @Serves(operations.unsnoozeCase)
  async unsnooze(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaseJson> {
    readNothing(request);
    return answered(accepted(await this.work.unsnooze(caseCommand(request))), reply);
  }

  @Serves(operations.batchCases)
  async batch(@Req() request: FastifyRequest): Promise<BatchAnswerJson> {
    const command = read(batchCommand, request.body, batchFaults);
    const items = await this.work.batch(toBatch(command, callerOf(request)));
    return { preview: command.preview, items: [...items] };
  }
}
