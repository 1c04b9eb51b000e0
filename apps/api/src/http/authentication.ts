import { accessTo, isHealth, rolesFor, type AccessRow } from '@assent/contracts';
import type { Actor } from '@assent/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpProblem } from './http-problem';
import type { CallLimits } from './limits';
import type { Person, TokenVerifier } from './token-verifier';

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;
const CHALLENGE = 'Bearer realm="assent"';

/**
 * Requires a token and the route's permission before a body is read. The server does not start with
 * a route that states no permission, unless it serves the web app's files.
 * It is a Fastify hook, since Nest's guards run after the body has been read: a stranger could make
 * the API read a body of any call. Hooks see the web app's files and unknown addresses, too.
 */
export function authenticateCalls(
  server: FastifyInstance,
  verify: TokenVerifier,
  limits: CallLimits,
): void {
  server.decorateRequest('caller', null);
  server.decorateRequest('person', null);
  server.addHook('onRoute', ({ url, config }) => {
    if (config?.operation) accessTo(config.operation);
    else if (!config?.isWebFile) throw new Error(`the route \`${url}\` states no permission`);
  });
  server.addHook('onRequest', async (request) => {
    const operation = request.routeOptions.config.operation;
    if (!operation) return;
    const row = accessTo(operation);
    if (row.may === 'public') {
      if (!isHealth(operation)) limits.countCall(request);
      return;
    }
    request.person = await personOf(request, verify).catch((error: unknown) => {
      if (error instanceof HttpProblem) limits.countBadToken(request);
      throw error;
    });
    limits.countCall(request);
    request.caller = actingIn(row, request.person);
  });
}

/** Who calls; @throws HttpProblem on a call without a person */
export function callerOf({ caller }: FastifyRequest): Actor {
  if (caller) return caller;
  throw unauthenticated('sign in first', CHALLENGE);
}

/** Who is signed in, with all their roles; @throws HttpProblem on a call without a person */
export function signedIn({ person }: FastifyRequest): Person {
  if (person) return person;
  throw unauthenticated('sign in first', CHALLENGE);
}

/** Whose token a call carries; @throws HttpProblem if it carries none that is valid */
export async function personOf(
  { headers }: Pick<FastifyRequest, 'headers'>,
  verify: TokenVerifier,
): Promise<Person> {
  const { authorization } = headers;
  if (authorization === undefined) {
    throw unauthenticated('send the header `Authorization: Bearer` with a token', CHALLENGE);
  }
  const token = BEARER.exec(authorization)?.[1];
  const person = token === undefined ? null : await verify(token);
  if (person) return person;
  throw unauthenticated(
    'the token has expired, was signed out, is for another service or is not genuine; sign in again',
    `${CHALLENGE}, error="invalid_token"`,
  );
}

/** The person in their first role that may make the call; @throws HttpProblem if they have none */
export function actingIn(
  row: Pick<AccessRow, 'may' | 'onlyPeople'>,
  { subject, roles, isService }: Person,
): Actor {
  if (row.onlyPeople && isService) {
    throw new HttpProblem('only-people', 'a service account may not do this; a person has to');
  }
  const allowed = rolesFor(row);
  const role = allowed.find((each) => roles.includes(each));
  if (role) return { subject, role };
  throw new HttpProblem('role-not-allowed', `only these roles may do this: ${allowed.join(', ')}`);
}

function unauthenticated(detail: string, challenge: string): HttpProblem {
  return new HttpProblem('unauthenticated', detail, {
    headers: { 'www-authenticate': challenge },
  });
}
