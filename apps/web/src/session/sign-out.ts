import { queryClient } from '../app/query-client';
import { forgetToken } from './token';

/** Forgets the token and everything that was loaded with it. */
export function signOut(): void {
  forgetToken();
  queryClient.clear();
  // A whole new page leaves nothing of the last person in memory.
  location.assign('/sign-in');
}
