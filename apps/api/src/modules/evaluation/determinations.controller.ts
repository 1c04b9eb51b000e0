import type { CoverageRequest } from '@assent/application';
import { operations, type DeterminationJson } from '@assent/contracts';
import type { Actor, ReadableLines } from '@assent/domain';
import { Body, Controller, Header, Inject } from '@nestjs/common';
import { requireOwnLine } from '../../http/case-guard';
import { CoverageRequestPipe } from '../../http/coverage-request.pipe';
import { Caller, Lines } from '../../http/parameters';
import { Serves } from '../../http/serves.decorator';
import { determinationWriter } from './determination-text';

/** Evaluates a request and opens nothing. */
export type Precheck = (request: CoverageRequest, reader: Actor) => Promise<DeterminationJson>;
export const PRECHECK = Symbol('pre-check');

@Controller()
export class DeterminationsController {
  private readonly write = determinationWriter();

  constructor(@Inject(PRECHECK) private readonly precheck: Precheck) {}

  @Serves(operations.precheck)
  @Header('content-type', 'application/json; charset=utf-8')
  async evaluate(
    @Body(CoverageRequestPipe) request: CoverageRequest,
    @Caller() reader: Actor,
    @Lines() lines: ReadableLines,
  ): Promise<Buffer> {
    requireOwnLine(lines, request.lineOfBusiness);
    return this.write(await this.precheck(request, reader));
  }
}
