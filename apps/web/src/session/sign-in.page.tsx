import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { showSignInOptions } from '../client/@tanstack/react-query.gen';
import { Button } from '../ui/button';
import { Page } from '../ui/page';
import { Failure, Skeleton } from '../ui/states';
import { LocalSignIn } from './local-sign-in';
import { leaveToSignIn } from './leave';
import type { OpenIdConnect } from './openid-connect';
import styles from './sign-in.module.css';

export function SignInPage() {
  const { to = '/' } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const navigate = useNavigate();
  const offer = useQuery(showSignInOptions());
  return (
    <main id="main" className={styles['main']}>
      <div className={styles['card']}>
        <p className={styles['product']}>Assent</p>
        <Page title="Sign in" lead="Prior authorization: see what is stuck, know why, move it.">
          {offer.data?.kind === 'local-issuer' ? (
            <LocalSignIn
              roles={offer.data.roles}
              onSignedIn={() => {
                if (to === '/') void navigate({ to });
                else router.history.push(to);
              }}
            />
          ) : null}
          {offer.data?.kind === 'openid-connect' ? (
            <ProviderSignIn provider={offer.data} returnTo={to} />
          ) : null}
          {offer.isPending ? <Skeleton label="Asking how to sign in" lines={5} /> : null}
          {offer.isError ? (
            <Failure
              error={offer.error}
              what="The server could not say how to sign in"
              isRetrying={offer.isFetching}
              onRetry={() => void offer.refetch()}
            />
          ) : null}
        </Page>
      </div>
    </main>
  );
}

interface ProviderSignInProps {
  readonly provider: OpenIdConnect;
  readonly returnTo: string;
}

export function ProviderSignIn({ provider, returnTo }: ProviderSignInProps) {
  const [isLeaving, setLeaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <div className={styles['form']}>
      <p>You sign in at {new URL(provider.authority).host} and come back here.</p>
      {failure === null ? null : (
        <p role="alert" className={styles['failure']}>
          {failure}
        </p>
      )}
      <Button
        look="primary"
        isBusy={isLeaving}
        onPress={() => {
          setLeaving(true);
          setFailure(null);
          leaveToSignIn(provider, returnTo).catch(() => {
            setLeaving(false);
            setFailure('The identity provider cannot be reached; try again.');
          });
        }}
      >
        Sign in
      </Button>
    </div>
  );
}
