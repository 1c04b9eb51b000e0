import { queryClient } from '../app/query-client';
import { showSignIn } from '../client';
import { forgetToken } from './token';

/** Forgets the tokens and everything that was loaded with them, and signs out at the provider. */
export async function signOut(): Promise<void> {
  const next = await farewell().catch(() => '/sign-in');
  forgetToken();
  queryClient.clear();
  // A whole new page leaves nothing of the last person in memory.
  location.assign(next);
}

async function farewell(): Promise<string> {
  const { data } = await showSignIn();
  if (data.kind === 'local-issuer') return '/sign-in';
  const { signOutAddress } = await import('./openid-connect');
  return signOutAddress(data);
}
