import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { showSessionOptions, showSignInOptions } from '../client/@tanstack/react-query.gen';
import { Dialog } from '../ui/dialog';
import { Failure, Skeleton } from '../ui/states';
import { useFailure } from '../ui/use-failure';
import { LocalSignIn } from './local-sign-in';
import { SignInBeside } from './sign-in-beside';
import styles from './sign-in.module.css';
import { currentToken, onTokenChange } from './token';

/** Over the page when the session has ended, so that nothing that was typed is lost. */
export function SignInAgain() {
  const token = useSyncExternalStore(onTokenChange, currentToken);
  return token === null ? <SessionOver /> : null;
}

function SessionOver() {
  const queries = useQueryClient();
  const offer = useQuery(showSignInOptions());
  const failure = useFailure(offer);
  return (
    <Dialog title="Your session has ended" mustAnswer onClose={() => undefined}>
      {offer.data?.kind === 'local-issuer' ? (
        <>
          <p className={styles['again']}>Sign in again to go on; what you typed here stays.</p>
          <LocalSignIn
            roles={offer.data.roles}
            before={personBefore(queries)}
            onSignedIn={() => void goOn(queries)}
          />
        </>
      ) : null}
      {offer.data?.kind === 'openid-connect' ? (
        <SignInBeside provider={offer.data} onSignedIn={() => void goOn(queries)} />
      ) : null}
      {!offer.data && !failure ? <Skeleton label="Asking how to sign in" /> : null}
      {failure ? (
        <Failure isInline what="The server could not say how to sign in" {...failure} />
      ) : null}
    </Dialog>
  );
}

function personBefore(queries: QueryClient) {
  const session = queries.getQueryData(showSessionOptions().queryKey);
  const role = session?.roles[0];
  return session && role ? { role, name: session.subject } : undefined;
}

/** Goes on where the same person was; another begins on a page that holds nothing of the first. */
async function goOn(queries: QueryClient): Promise<void> {
  const options = showSessionOptions();
  const before = queries.getQueryData(options.queryKey);
  const now = await queries.query({ ...options, staleTime: 0 });
  if (before && before.subject !== now.subject) location.reload();
  else await queries.invalidateQueries();
}
