import { clockCommand, sandboxOperations } from '@assent/contracts';
import { ClockMovesForwardOnly, WorkNotDone, type SandboxClock } from '@assent/platform';
import { Body, Controller, Inject } from '@nestjs/common';
import { SANDBOX_CLOCK } from '../../dependencies';
import { HttpProblem, invalid } from '../../http/http-problem';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';

const RETRY_SECONDS = '2';

@Controller()
export class ClockController {
  constructor(@Inject(SANDBOX_CLOCK) private readonly clock: SandboxClock) {}

  @Serves(sandboxOperations.readClock)
  async now() {
    return { now: (await this.clock.now()).toISOString() };
  }

  @Serves(sandboxOperations.moveClock)
  async move(@Body(new SchemaPipe(clockCommand)) { to }: Sent<typeof clockCommand>) {
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
