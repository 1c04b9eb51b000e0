import type { CaseCommand, CaseView } from '@assent/application';
import {
  handUpCommand,
  operations,
  opinionCommand,
  opinionFaults,
  opinionRequest,
  type CaseJson,
} from '@assent/contracts';
import type { Result } from '@assent/domain';
import { Body, Controller, Inject } from '@nestjs/common';
import { accepted } from '../../http/http-problem';
import { RequiredVersion } from '../../http/parameters';
import { OpinionId } from '../../http/path';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { OnCase } from '../case/case-command';
import { toOneCaseJson } from '../case/case.mapper';
import { REVIEW, type ReviewUseCases } from './review-use-cases';

/** Hand-ups and second opinions. */
@Controller()
export class ReviewController {
  constructor(@Inject(REVIEW) private readonly review: ReviewUseCases) {}

  @Serves(operations.handUpCase)
  async handUp(
    @RequiredVersion() version: number,
    @Body(new SchemaPipe(handUpCommand)) { reason }: Sent<typeof handUpCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    return shown(await this.review.handUp({ ...command, version, reason }), command);
  }

  @Serves(operations.handBackCase)
  async handBack(
    @RequiredVersion() version: number,
    @Body(new SchemaPipe(handUpCommand)) { reason }: Sent<typeof handUpCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    return shown(await this.review.handBack({ ...command, version, reason }), command);
  }

  @Serves(operations.askForOpinion)
  async ask(
    @RequiredVersion() version: number,
    @Body(new SchemaPipe(opinionRequest, opinionFaults)) asked: Sent<typeof opinionRequest>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    const { person = null, role = null, ...rest } = asked;
    return shown(await this.review.ask({ ...command, version, ...rest, person, role }), command);
  }

  @Serves(operations.giveOpinion)
  async answer(
    @RequiredVersion() version: number,
    @OpinionId() id: string,
    @Body(new SchemaPipe(opinionCommand)) given: Sent<typeof opinionCommand>,
    @OnCase() command: CaseCommand,
  ): Promise<CaseJson> {
    return shown(await this.review.answer({ ...command, ...given, version, id }), command);
  }
}

function shown(result: Result<CaseView>, { actor }: CaseCommand): CaseJson {
  return toOneCaseJson(accepted(result), actor);
}
