import type { CoverageRequest } from '@assent/application';
import { operations, type DeterminationJson } from '@assent/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { READ_COVERAGE_REQUEST, type ReadCoverageRequest } from '../../http/coverage-request';
import { Serves } from '../../http/serves.decorator';

/** Evaluates a request and opens nothing. */
export type Precheck = (request: CoverageRequest) => Promise<DeterminationJson>;
export const PRECHECK = Symbol('pre-check');

@Controller()
export class DeterminationsController {
  constructor(
    @Inject(PRECHECK) private readonly precheck: Precheck,
    @Inject(READ_COVERAGE_REQUEST) private readonly readRequest: ReadCoverageRequest,
  ) {}

  @Serves(operations.precheck)
  async evaluate(@Req() request: FastifyRequest): Promise<DeterminationJson> {
    return this.precheck(await this.readRequest(request.body));
  }
}
