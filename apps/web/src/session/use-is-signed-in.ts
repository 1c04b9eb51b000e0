import { useSyncExternalStore } from 'react';
import { currentToken, onTokenChange } from './token';

/** Whether this page has a token; while it has none, nothing that needs one is sent. */
export function useIsSignedIn(): boolean {
  return useSyncExternalStore(onTokenChange, () => currentToken() !== null);
}
