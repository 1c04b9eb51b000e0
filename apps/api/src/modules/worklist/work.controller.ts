import type { CaseCommand } from '@assent/application';
import {
  accessTo,
  assignment,
  batchCommand,
  batchFaults,
  operations,
  snooze,
  type BatchAnswerJson,
  type CaseJson,
} from '@assent/contracts';
import type { ReadableLines } from '@assent/domain';
import { Body, Controller, Inject } from '@nestjs/common';
import { CASE_GUARD } from '../../dependencies';
import type { CaseGuard, Viewer } from '../../http/case-guard';
import { accepted } from '../../http/http-problem';
import { CallerWithLines, Lines } from '../../http/parameters';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { OnCase, OnItsCase } from '../case/case-command';
import { toOneCaseJson } from '../case/case.mapper';
import { WORK, type WorkUseCases } from './work-use-cases';
import { toBatch } from './work.mapper';

/** Assignments and snoozes. */
@Controller()
export class WorkController {
  constructor(
    @Inject(WORK) private readonly work: WorkUseCases,
    @Inject(CASE_GUARD) private readonly guard: CaseGuard,
  ) {}

  @Serves(operations.claimCase)
  async claim(@OnCase() command: CaseCommand): Promise<CaseJson> {
    return toOneCaseJson(accepted(await this.work.claim(command)), command.actor);
  }

  @Serves(operations.takeNextCase)
  async next(
    @OnItsCase() { actor, command }: Omit<CaseCommand, 'caseId'>,
    @Lines() lines: ReadableLines,
  ): Promise<CaseJson> {
    const taken = await this.work.next({ actor, lines, ...(command && { command }) });
    return toOneCaseJson(accepted(taken), actor);
  }

  @Serves(operations.releaseCase)
  async release(@OnCase() command: CaseCommand): Promise<CaseJson> {
    return toOneCaseJson(accepted(await this.work.release(command)), command.actor);
  }

  @Serves(operations.assignCase)
  async assign(
    @Body(new SchemaPipe(assignment)) { assignee }: Sent<typeof assignment>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    return toOneCaseJson(accepted(await this.work.assign({ assignee, ...command })), command.actor);
  }

  @Serves(operations.snoozeCase)
  async snooze(
    @Body(new SchemaPipe(snooze)) { until, reason }: Sent<typeof snooze>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const result = await this.work.snooze({ until: new Date(until), reason, ...command });
    return toOneCaseJson(accepted(result), command.actor);
  }

  @Serves(operations.unsnoozeCase)
  async unsnooze(@OnCase() command: CaseCommand): Promise<CaseJson> {
    return toOneCaseJson(accepted(await this.work.unsnooze(command)), command.actor);
  }

  @Serves(operations.batchCases)
  async batch(
    @Body(new SchemaPipe(batchCommand, batchFaults)) command: Sent<typeof batchCommand>,
    @CallerWithLines() viewer: Viewer,
  ): Promise<BatchAnswerJson> {
    const { subject, role } = viewer;
    const row = accessTo(operations.batchCases);
    const items = await this.work.batch({
      ...toBatch(command, { subject, role }),
      refusalOf: (id) => this.guard(row, viewer, 'case', id),
    });
    return { preview: command.preview, items: [...items] };
  }
}
