import { showSignIn, signOut as endSession } from '../client';
import { queryClient } from '../shared/query-client';
import { goToNewPage } from './new-page';
import { currentIdToken, currentToken, forgetToken } from './token';

/** Where a person signs out; anyone with unsaved work is asked before. */
export const SIGN_OUT = '/sign-out';

/** How long leaving waits for the server to end the session, in milliseconds. */
const PATIENCE = 5_000;

/** Forgets the tokens and all data loaded with them, has them refused here, and signs out at the provider. */
export async function signOut(): Promise<void> {
  const [token, idToken] = [currentToken(), currentIdToken()];
  forgetToken();
  queryClient.clear();
  if (token !== null) await ended(token).catch(() => undefined);
  // A new page leaves nothing of the last person in memory.
  goToNewPage(await farewell(idToken).catch(() => '/sign-in'));
}

/** Has the tokens of this session refused, copied ones too. */
function ended(token: string): Promise<unknown> {
  return endSession({
    body: { everywhere: false },
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE),
  });
}

async function farewell(idToken: string | null): Promise<string> {
  const { data } = await showSignIn();
  if (data.kind === 'local-issuer') return '/sign-in';
  const { signOutAddress } = await import('./openid-connect');
  return signOutAddress(data, idToken);
}
