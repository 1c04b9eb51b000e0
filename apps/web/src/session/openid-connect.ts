import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { SignIn } from '../client';
import { ownAddress } from './own-address';
import { keepToken } from './token';

export type OpenIdConnect = Extract<SignIn, { kind: 'openid-connect' }>;

/** Where the identity provider sends people back to. */
export const CALLBACK = '/sign-in/callback';

/** Authorization code with PKCE (RFC 7636); nothing is kept beyond this tab. */
function userManager({ authority, clientId, scope }: OpenIdConnect): UserManager {
  const store = new WebStorageStateStore({ prefix: 'assent.oidc.', store: sessionStorage });
  return new UserManager({
    authority,
    client_id: clientId,
    scope,
    redirect_uri: `${location.origin}${CALLBACK}`,
    post_logout_redirect_uri: `${location.origin}/sign-in`,
    response_type: 'code',
    stateStore: store,
    userStore: store,
    loadUserInfo: false,
    automaticSilentRenew: false,
    monitorSession: false,
  });
}

/** Leaves for the identity provider. @param returnTo the address here to come back to */
export async function leaveToSignIn(provider: OpenIdConnect, returnTo: string): Promise<void> {
  await userManager(provider).signinRedirect({ state: { returnTo } });
}

/** Takes the token that the provider sent us back with, and tells where the person was. */
export async function comeBack(provider: OpenIdConnect): Promise<string> {
  const manager = userManager(provider);
  const user = await manager.signinCallback();
  if (!user) throw new Error('the identity provider sent no answer; sign in again');
  await manager.removeUser();
  keepToken(user.access_token);
  return returnAddress(user.state);
}

function returnAddress(state: unknown): string {
  const known = typeof state === 'object' && state !== null && 'returnTo' in state;
  return known && typeof state.returnTo === 'string' ? ownAddress(state.returnTo) : '/';
}
