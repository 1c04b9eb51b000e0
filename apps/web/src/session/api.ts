import { client } from '../client/client.gen';
import { Problem, problemOf, signedOut, unreachable } from '../shared/problem';
import { reachability } from './reachability';
import { currentToken, forgetRefused } from './token';

/**
 * Makes each call of the generated client carry the token and fail with a `Problem`. Without a
 * token, calls that need one are not sent.
 */
export function prepareClient(): void {
  client.setConfig({
    baseUrl: location.origin,
    auth: () => {
      const token = currentToken();
      if (token === null) throw signedOut();
      return token;
    },
  });
  client.interceptors.response.use((response) => {
    reachability.set(true);
    return response;
  });
  client.interceptors.error.use(
    (error: unknown, response: Response | undefined, request: Request | undefined) => {
      if (isAborted(error)) return error;
      if (!response) {
        reachability.set(false);
        return unreachable();
      }
      const problem = error instanceof Problem ? error : problemOf(error, response);
      if (problem.status === 401) forgetRefused(tokenOf(request));
      return problem;
    },
  );
}

function tokenOf(request: Request | undefined): string {
  return request?.headers.get('authorization')?.replace(/^Bearer /, '') ?? '';
}

function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** The header that names a command, so that a repeat changes nothing. */
export function commandKey(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': crypto.randomUUID() };
}

/** The header with the version of a case or draft that a command is based on. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}
