import { ErrorResponse, ErrorTimeout, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import type { SignIn } from '../client';
import { ownAddress } from './own-address';
import { text } from './text';
import type { Tokens } from './token';

export type OpenIdConnect = Extract<SignIn, { kind: 'openid-connect' }>;

/** Where the identity provider returns people. */
export const CALLBACK = '/sign-in/callback';

/** Distinguishes an answer from a window beside the page from the page's own. */
const BESIDE = 'beside';

const TIMEOUT_SECONDS = 5;

/** A sign-in request begun in this tab. */
export interface Request {
  /** At the identity provider. */
  readonly url: string;
  /** Identifies its answer. */
  readonly state: string;
}

/** Authorization code with PKCE (RFC 7636); nothing outlives this tab. */
function clientOf({ authority, clientId, scope }: OpenIdConnect): OidcClient {
  return new OidcClient({
    authority,
    client_id: clientId,
    scope,
    redirect_uri: `${location.origin}${CALLBACK}`,
    post_logout_redirect_uri: `${location.origin}/sign-in`,
    response_type: 'code',
    stateStore: new WebStorageStateStore({ prefix: 'assent.oidc.', store: sessionStorage }),
    loadUserInfo: false,
    requestTimeoutInSeconds: TIMEOUT_SECONDS,
  });
}

/** Starts to sign in on this page. @param returnTo the address here to come back to */
export async function begin(provider: OpenIdConnect, returnTo: string): Promise<Request> {
  const { url, state } = await clientOf(provider).createSigninRequest({ state: { returnTo } });
  return { url, state: state.id };
}

/** Starts to sign in in a window beside this page, which keeps what the answer needs. */
export async function beginBeside(provider: OpenIdConnect): Promise<Request> {
  const { url, state } = await clientOf(provider).createSigninRequest({ url_state: BESIDE });
  return { url, state: state.id };
}

/** The state that an answer names, and whether it is for the page beside. */
export function addresseeOf(answer: string): {
  readonly state: string;
  readonly isBeside: boolean;
} {
  const [state = '', ...rest] = (new URL(answer).searchParams.get('state') ?? '').split(';');
  return { state, isBeside: rest.join(';') === BESIDE };
}

/** The result of the provider's answer. */
export interface Arrival {
  readonly tokens: Tokens;
  /** The address here where the person was. */
  readonly returnTo: string;
}

/**
 * Gets the tokens for an answer of the provider.
 * @param answer the whole address that the provider returned the browser to
 * @throws when it answers nothing that began in this tab, or the provider refuses
 */
export async function finish(provider: OpenIdConnect, answer: string): Promise<Arrival> {
  const client = clientOf(provider);
  await client.readSigninResponseState(answer).catch(() => {
    throw new Error(text.provider.notOurs);
  });
  const response = await client.processSigninResponse(answer).catch((error: unknown) => {
    throw new Error(refusalOf(error));
  });
  const { access_token: access, id_token: identity = null } = response;
  return { tokens: { access, identity }, returnTo: returnAddress(response.userState) };
}

/**
 * Where a person also signs out at the provider (OpenID Connect RP-Initiated Logout 1.0).
 * @param idToken the provider's statement of who signed in; null if it is gone
 * @throws when the provider is unreachable or has no such address
 */
export async function signOutAddress(
  provider: OpenIdConnect,
  idToken: string | null,
): Promise<string> {
  const { url } = await clientOf(provider).createSignoutRequest({
    client_id: provider.clientId,
    ...(idToken !== null && { id_token_hint: idToken }),
  });
  return url;
}

function refusalOf(error: unknown): string {
  if (error instanceof ErrorResponse) {
    return error.error === 'access_denied'
      ? text.provider.denied
      : text.provider.refused({ reason: error.error });
  }
  if (error instanceof TypeError || error instanceof ErrorTimeout) {
    return text.provider.unreachable;
  }
  return text.provider.unusable;
}

function returnAddress(state: unknown): string {
  const known = typeof state === 'object' && state !== null && 'returnTo' in state;
  return known && typeof state.returnTo === 'string' ? ownAddress(state.returnTo) : '/';
}
