import type { Operation } from '@assent/contracts';
import type { Actor } from '@assent/domain';
import type { Person } from './token-verifier';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The contract's call that the route serves. */
    operation?: Operation;
    /** The route serves the web app's own files, which are public. */
    isWebFile?: true;
  }
  interface FastifyRequest {
    /** The caller, in the role that the call takes; null on public calls. */
    caller: Actor | null;
    /** The same with all their roles; null on public calls. */
    person: Person | null;
    /** What the answer is made of, for the access log; null if it is not JSON. */
    shown: unknown;
    /** Who reads without signing in: the owner of a calendar; null if nobody. */
    reader: string | null;
    /** Frees the slot among the calls in progress; null if it has none. */
    giveBack: (() => void) | null;
  }
}
