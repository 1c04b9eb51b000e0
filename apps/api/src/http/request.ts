import type { Operation } from '@assent/contracts';
import type { Actor } from '@assent/domain';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The call of the contract that the route serves. */
    operation?: Operation;
  }
  interface FastifyRequest {
    /** Who calls, acting in the role that the call takes; null on public calls. */
    caller: Actor | null;
  }
}
