import {
  caseSearch,
  duplicateQuestion,
  operations,
  type CaseSummaryPageJson,
  type DuplicateAnswerJson,
  type QueueCountsJson,
} from '@assent/contracts';
import { Body, Controller, Inject } from '@nestjs/common';
import type { Viewer } from '../../http/case-guard';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { CallerWithLines } from '../../http/parameters';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { toAuthorizationJson } from '../authorization/authorization.mapper';
import { WORK, type WorkUseCases } from './work-use-cases';
import { toSummaryJson } from './work.mapper';

/** The cases that people work on. */
@Controller()
export class WorklistController {
  constructor(@Inject(WORK) private readonly work: WorkUseCases) {}

  @Serves(operations.searchCases)
  async search(
    @Body(new SchemaPipe(caseSearch)) { limit, cursor, ...filter }: Sent<typeof caseSearch>,
    @CallerWithLines() viewer: Viewer,
  ): Promise<CaseSummaryPageJson> {
    const page = await this.work.search(viewer, filter, {
      limit,
      ...openedCursor('worklist', cursor),
    });
    return {
      items: page.items.map((each) => toSummaryJson(each, viewer)),
      nextCursor: sealedCursor('worklist', page.nextCursor),
    };
  }

  @Serves(operations.countQueues)
  async count(@CallerWithLines() viewer: Viewer): Promise<QueueCountsJson> {
    return { items: [...(await this.work.countQueues(viewer))] };
  }

  @Serves(operations.findDuplicates)
  async duplicates(
    @Body(new SchemaPipe(duplicateQuestion)) question: Sent<typeof duplicateQuestion>,
    @CallerWithLines() reader: Viewer,
  ): Promise<DuplicateAnswerJson> {
    const { lines } = reader;
    const { cases, authorizations, ...differs } = await this.work.duplicates(question, lines);
    return {
      cases: cases.map((each) => toSummaryJson(each, reader)),
      authorizations: authorizations.map(toAuthorizationJson),
      ...differs,
    };
  }
}
