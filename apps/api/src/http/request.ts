import type { Operation } from '@assent/contracts';
import type { Actor } from '@assent/domain';
import type { Person } from './token-verifier';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The call of the contract that the route serves. */
    operation?: Operation;
    /** The route gives out the web app's own files, which everybody may have. */
    isWebFile?: true;
  }
  interface FastifyRequest {
    /** Who calls, acting in the role that the call takes; null on public calls. */
    caller: Actor | null;
    /** The same with all their roles; null on public calls. */
    person: Person | null;
    /** Gives back the place among the calls under way; null on one that has none. */
    giveBack: (() => void) | null;
  }
}
