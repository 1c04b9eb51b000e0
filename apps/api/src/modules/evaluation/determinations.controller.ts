import type { CoverageRequest } from '@assent/application';
import { operations, type DeterminationJson } from '@assent/contracts';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { READ_COVERAGE_REQUEST, type ReadCoverageRequest } from '../../http/coverage-request';
import { Serves } from '../../http/serves.decorator';
import { determinationWriter } from './determination-text';

/** Evaluates a request and opens nothing. */
export type Precheck = (request: CoverageRequest) => Promise<DeterminationJson>;
export const PRECHECK = Symbol('pre-check');

@Controller()
export class DeterminationsController {
  private readonly write = determinationWriter();

  constructor(
    @Inject(PRECHECK) private readonly precheck: Precheck,
    @Inject(READ_COVERAGE_REQUEST) private readonly readRequest: ReadCoverageRequest,
  ) {}

  @Serves(operations.precheck)
  async evaluate(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    reply.type('application/json; charset=utf-8');
    return this.write(await this.precheck(await this.readRequest(request.body)));
  }
}
