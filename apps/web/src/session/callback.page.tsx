import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { showSignIn } from '../client';
import { buttonLook } from '../ui/button';
import { Page } from '../ui/page';
import { EmptyState, Skeleton } from '../ui/states';
import { handOn } from './beside';
import { addresseeOf, CALLBACK, finish } from './openid-connect';
import styles from './sign-in.module.css';

/** Where the identity provider sends people back to. */
export function CallbackPage() {
  const router = useRouter();
  // An answer can be taken once.
  const arrival = useQuery({
    queryKey: ['sign-in-callback'],
    queryFn: () => {
      const answer = location.href;
      router.history.replace(CALLBACK);
      return arrive(answer);
    },
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const returnTo = arrival.data?.returnTo ?? null;
  useEffect(() => {
    if (returnTo !== null) router.history.replace(returnTo);
  }, [returnTo, router]);
  return (
    <main id="main" className={styles['main']}>
      <div className={styles['card']}>
        <Page title="Signing in">
          {arrival.isError ? (
            <EmptyState
              icon="alert"
              title="You could not be signed in"
              action={
                <Link to="/sign-in" className={buttonLook('primary')}>
                  Begin again
                </Link>
              }
            >
              {arrival.error.message}
            </EmptyState>
          ) : null}
          {arrival.data && returnTo === null ? (
            <p>Go on in the window where you were. This one can be closed.</p>
          ) : null}
          {arrival.isError || (arrival.data && returnTo === null) ? null : (
            <Skeleton label="Signing you in" />
          )}
        </Page>
      </div>
    </main>
  );
}

/** @returns where to go on here; null when the page beside goes on */
async function arrive(answer: string): Promise<{ readonly returnTo: string | null }> {
  if (addresseeOf(answer).isBeside) {
    handOn(answer);
    return { returnTo: null };
  }
  const { data } = await showSignIn();
  return { returnTo: data.kind === 'openid-connect' ? await finish(data, answer) : '/' };
}
