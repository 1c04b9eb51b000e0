import { ErrorResponse, ErrorTimeout, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import type { SignIn } from '../client';
import { ownAddress } from './own-address';
import { text } from './text';
import type { Tokens } from './token';

export type OpenIdConnect = Extract<SignIn, { kind: 'openid-connect' }>;

/** Where the identity provider sends people back to. */
export const CALLBACK = '/sign-in/callback';

/** What tells an answer that a window beside the page brings from one that the page gets itself. */
const BESIDE = 'beside';

const TIMEOUT_SECONDS = 5;

/** A request to sign in, as it was begun in this tab. */
export interface Request {
  /** At the identity provider. */
  readonly url: string;
  /** What the answer to it names. */
  readonly state: string;
}

/** Authorization code with PKCE (RFC 7636); nothing is kept beyond this tab. */
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

/** Begins to sign in on this page. @param returnTo the address here to come back to */
export async function begin(provider: OpenIdConnect, returnTo: string): Promise<Request> {
  const { url, state } = await clientOf(provider).createSigninRequest({ state: { returnTo } });
  return { url, state: state.id };
}

/** Begins to sign in in a window beside this page, which keeps what the answer is taken with. */
export async function beginBeside(provider: OpenIdConnect): Promise<Request> {
  const { url, state } = await clientOf(provider).createSigninRequest({ url_state: BESIDE });
  return { url, state: state.id };
}

/** The state that an answer names, and whether it belongs to the page beside. */
export function addresseeOf(answer: string): {
  readonly state: string;
  readonly isBeside: boolean;
} {
  const [state = '', ...rest] = (new URL(answer).searchParams.get('state') ?? '').split(';');
  return { state, isBeside: rest.join(';') === BESIDE };
}

/** What an answer of the provider leads to. */
export interface Arrival {
  readonly tokens: Tokens;
  /** The address here where the person was. */
  readonly returnTo: string;
}

/**
 * Takes the tokens that an answer of the provider leads to.
 *
 * @param answer the whole address that the provider sent the browser back to
 * @throws when it answers nothing that was begun in this tab, or the provider refuses
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
 * Where a person signs out at the provider too (OpenID Connect RP-Initiated Logout 1.0).
 * @param idToken the provider's word on who signed in; null if it is not there any more
 * @throws when it cannot be reached, or offers no such thing
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
