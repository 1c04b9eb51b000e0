import type { OpenIdConnect } from './openid-connect';

/** Leaves for the identity provider; its code loads only if there is one. */
export async function leaveToSignIn(provider: OpenIdConnect, returnTo: string): Promise<void> {
  const { begin } = await import('./openid-connect');
  const { url } = await begin(provider, returnTo);
  location.assign(url);
}
