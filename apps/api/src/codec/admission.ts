import type { IncomingHttpHeaders } from 'node:http';
import { actingIn, personOf } from '../http/authentication';
import { HttpProblem } from '../http/http-problem';
import type { TokenVerifier } from '../http/token-verifier';

/** Throws HttpProblem for a caller who may not read payloads. */
export type Admit = (headers: IncomingHttpHeaders) => Promise<void>;

/** Admits administrators by their token, as Temporal's web interface passes it on. */
export function administrators(verify: TokenVerifier): Admit {
  return async (headers) => {
    actingIn({ may: 'configure' }, await personOf({ headers }, verify));
  };
}

/**
 * Admits pages of the configured origin, which the server checks. For an API that issues tokens to
 * anyone, in front of a web interface that signs no one in: the local stack.
 */
export const pagesOnly: Admit = ({ origin }) =>
  origin === undefined
    ? Promise.reject(new HttpProblem('request-refused', 'only a page may ask for this here'))
    : Promise.resolve();
