import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { showSignInOptions } from '../client/@tanstack/react-query.gen';
import { Dialog } from '../ui/dialog';
import { Failure, Skeleton } from '../ui/states';
import { LocalSignIn } from './local-sign-in';
import { ProviderSignIn } from './sign-in.page';
import { currentToken, onTokenChange } from './token';

/** Over the page when the session has ended, so that nothing that was typed is lost. */
export function SignInAgain() {
  const token = useSyncExternalStore(onTokenChange, currentToken);
  return token === null ? <SessionOver /> : null;
}

function SessionOver() {
  const queries = useQueryClient();
  const offer = useQuery(showSignInOptions());
  return (
    <Dialog title="Your session has ended" mustAnswer onClose={() => undefined}>
      {offer.data?.kind === 'local-issuer' ? (
        <LocalSignIn roles={offer.data.roles} onSignedIn={() => void queries.invalidateQueries()} />
      ) : null}
      {offer.data?.kind === 'openid-connect' ? (
        <ProviderSignIn provider={offer.data} returnTo={`${location.pathname}${location.search}`} />
      ) : null}
      {offer.isPending ? <Skeleton label="Asking how to sign in" /> : null}
      {offer.isError ? (
        <Failure
          isInline
          error={offer.error}
          what="The server could not say how to sign in"
          onRetry={() => void offer.refetch()}
        />
      ) : null}
    </Dialog>
  );
}
