import { operations, type ReadinessJson } from '@assent/contracts';
import { Controller, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CHECKED, type Dependency } from '../../dependencies';
import { Serves } from '../../http/serves.decorator';

const RETRY_SECONDS = '2';

@Controller()
export class HealthController {
  constructor(@Inject(CHECKED) private readonly checked: readonly Dependency[]) {}

  @Serves(operations.checkHealth)
  alive() {
    return { status: 'alive' };
  }

  /** 503 if any dependency is down; `degraded` means that commands still work. */
  @Serves(operations.checkReadiness)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessJson> {
    const states = await Promise.all(
      this.checked.map(async (dependency) => ({ dependency, up: await dependency.answers() })),
    );
    const down = states.filter(({ up }) => !up);
    if (down.length > 0) reply.status(503).header('retry-after', RETRY_SECONDS);
    return {
      status: statusWith(down.map(({ dependency }) => dependency)),
      dependencies: Object.fromEntries(
        states.map(({ dependency, up }) => [dependency.name, up ? 'up' : 'down']),
      ),
    };
  }
}

function statusWith(down: readonly Dependency[]): ReadinessJson['status'] {
  if (down.length === 0) return 'ready';
  return down.some(({ vital }) => vital) ? 'down' : 'degraded';
}
