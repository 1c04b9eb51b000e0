import { useSyncExternalStore } from 'react';
import { currentToken, onTokenChange } from './token';

/** Whether this page has a token; without one, no call that needs it is sent. */
export function useIsSignedIn(): boolean {
  return useSyncExternalStore(onTokenChange, () => currentToken() !== null);
}
