import type { EndedSession } from '@assent/application';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { HttpProblem } from './http-problem';
import { sessionName } from './session-names';
import { IssuerUnavailable } from './token-keys';
import { ALGORITHMS, CLOCK_TOLERANCE_SECONDS, lastExpiry, SUBJECT } from './token-verifier';

/** What a logout token has to say (OpenID Connect Back-Channel Logout 1.0, 2.4). */
const claims = z
  .object({
    iat: z.number(),
    sub: z.string().regex(SUBJECT).optional(),
    sid: z.string().min(1).max(1_000).optional(),
    nonce: z.never().optional(),
    events: z.object({
      'http://schemas.openid.net/event/backchannel-logout': z.record(z.string(), z.unknown()),
    }),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

/** How old one may be, whatever it says: a notice is sent at once. */
const OLDEST = '10 minutes';

/** Who issues logout tokens, and the client that they are for: the web app. */
export interface LogoutParties {
  readonly issuer: string;
  readonly clientId: string;
}

/**
 * The sessions that a logout token ends (OpenID Connect Back-Channel Logout 1.0, 2.6). One that is sent
 * again ends the same ones, so none is remembered.
 *
 * @param now milliseconds since the epoch
 * @throws HttpProblem when it is not a logout token of the issuer for the web app
 */
export async function endedByLogout(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, clientId }: LogoutParties,
  now: number = Date.now(),
): Promise<readonly EndedSession[]> {
  const { iat, sid, sub } = await verifiedClaims(token, keys, { issuer, clientId }, now);
  const until = lastExpiry(now);
  const issuedBy = new Date(iat * 1_000);
  if (sid === undefined) return [{ name: sessionName('person', sub ?? ''), issuedBy, until }];
  const session = { name: sessionName('session', sid), issuedBy: null, until };
  if (sub === undefined) return [session];
  // A token that names no session may belong to this one.
  return [session, { name: sessionName('person-without-session', sub), issuedBy, until }];
}

async function verifiedClaims(
  token: string,
  keys: JWTVerifyGetKey,
  { issuer, clientId }: LogoutParties,
  now: number,
): Promise<z.output<typeof claims>> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      typ: 'logout+jwt',
      issuer,
      audience: clientId,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'iat'],
      maxTokenAge: OLDEST,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const said = claims.safeParse(payload);
    if (said.success) return said.data;
  } catch (error) {
    if (error instanceof IssuerUnavailable) throw error;
    if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error;
  }
  throw new HttpProblem(
    'logout-token-refused',
    'the logout token has expired, is for another client, or is not a genuine logout token',
  );
}
