import {
  caseSearch,
  duplicateQuestion,
  operations,
  type CaseSummaryPageJson,
  type DuplicateAnswerJson,
  type QueueCountsJson,
} from '@assent/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { read } from '../../http/input';
import { Serves } from '../../http/serves.decorator';
import { toAuthorizationJson } from '../authorization/authorization.mapper';
import { WORK, type WorkUseCases } from './work-use-cases';
import { toSummaryJson } from './work.mapper';

/** What waits for whom. */
@Controller()
export class WorklistController {
  constructor(@Inject(WORK) private readonly work: WorkUseCases) {}

  @Serves(operations.searchCases)
  async search(@Req() request: FastifyRequest): Promise<CaseSummaryPageJson> {
    const { limit, cursor, ...filter } = read(caseSearch, request.body);
    const page = await this.work.search(callerOf(request).subject, filter, {
      limit,
      ...openedCursor('worklist', cursor),
    });
    return {
      items: page.items.map(toSummaryJson),
      nextCursor: sealedCursor('worklist', page.nextCursor),
    };
  }

  @Serves(operations.countQueues)
  async count(@Req() request: FastifyRequest): Promise<QueueCountsJson> {
    return { items: [...(await this.work.countQueues(callerOf(request).subject))] };
  }

  @Serves(operations.findDuplicates)
  async duplicates(@Req() request: FastifyRequest): Promise<DuplicateAnswerJson> {
    const question = read(duplicateQuestion, request.body);
    const { cases, authorizations, ...differs } = await this.work.duplicates(question);
    return {
      cases: cases.map(toSummaryJson),
      authorizations: authorizations.map(toAuthorizationJson),
      ...differs,
    };
  }
}
