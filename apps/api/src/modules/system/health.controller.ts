import { operations, type HealthJson, type ReadinessJson } from '@assent/contracts';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CHECKED, ENDING, type Dependency } from '../../dependencies';
import { Serves } from '../../http/serves.decorator';

const RETRY_SECONDS = '2';

@Controller()
export class HealthController {
  constructor(
    @Inject(CHECKED) private readonly checked: readonly Dependency[],
    @Inject(ENDING) private readonly ending: AbortSignal,
  ) {}

  @Serves(operations.checkHealth)
  alive(@Res({ passthrough: true }) reply: FastifyReply): HealthJson {
    if (!this.ending.aborted) return { status: 'alive' };
    refuse(reply);
    return { status: 'ending' };
  }

  /** 503 if any dependency is down, or the API was asked to end; `degraded`: commands still work. */
  @Serves(operations.checkReadiness)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessJson> {
    const states = await Promise.all(
      this.checked.map(async (dependency) => ({ dependency, up: await dependency.answers() })),
    );
    const down = states.filter(({ up }) => !up);
    const isEnding = this.ending.aborted;
    if (isEnding || down.length > 0) refuse(reply);
    return {
      status: isEnding ? 'ending' : statusWith(down.map(({ dependency }) => dependency)),
      dependencies: Object.fromEntries(
        states.map(({ dependency, up }) => [dependency.name, up ? 'up' : 'down']),
      ),
    };
  }
}

function refuse(reply: FastifyReply): void {
  void reply.status(503).header('retry-after', RETRY_SECONDS);
}

function statusWith(down: readonly Dependency[]): ReadinessJson['status'] {
  if (down.length === 0) return 'ready';
  return down.some(({ vital }) => vital) ? 'down' : 'degraded';
}
