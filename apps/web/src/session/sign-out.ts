import { showSignIn } from '../client';
import { queryClient } from '../shared/query-client';
import { goToNewPage } from './new-page';
import { currentIdToken, forgetToken } from './token';

/** Where a person signs out; anyone with unsaved work is asked before. */
export const SIGN_OUT = '/sign-out';

/** Forgets the tokens and all data loaded with them, and signs out at the provider. */
export async function signOut(): Promise<void> {
  const idToken = currentIdToken();
  forgetToken();
  queryClient.clear();
  // A new page leaves nothing of the last person in memory.
  goToNewPage(await farewell(idToken).catch(() => '/sign-in'));
}

async function farewell(idToken: string | null): Promise<string> {
  const { data } = await showSignIn();
  if (data.kind === 'local-issuer') return '/sign-in';
  const { signOutAddress } = await import('./openid-connect');
  return signOutAddress(data, idToken);
}
