import { clockCommand, sandboxOperations } from '@assent/contracts';
import { ClockMovesForwardOnly, WorkNotDone, type SandboxClock } from '@assent/platform';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpProblem, invalid } from '../../http/http-problem';
import { read } from '../../http/input';
import { Serves } from '../../http/serves.decorator';

const RETRY_SECONDS = '2';

export const SANDBOX_CLOCK = Symbol('sandbox clock');

@Controller()
export class ClockController {
  constructor(@Inject(SANDBOX_CLOCK) private readonly clock: SandboxClock) {}

  @Serves(sandboxOperations.readClock)
  async now() {
    return { now: (await this.clock.now()).toISOString() };
  }

  @Serves(sandboxOperations.moveClock)
  async move(@Req() request: FastifyRequest) {
    const { to } = read(clockCommand, request.body);
    try {
      return { now: (await this.clock.moveTo(new Date(to))).toISOString() };
    } catch (error) {
      throw problemOf(error);
    }
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof ClockMovesForwardOnly) {
    return invalid([{ path: 'to', code: 'in-the-past', message: error.message }]);
  }
  if (error instanceof WorkNotDone) {
    return new HttpProblem('work-not-done', error.message, {
      headers: { 'retry-after': RETRY_SECONDS },
    });
  }
  return error;
}
