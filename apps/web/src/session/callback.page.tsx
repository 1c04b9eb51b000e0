import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { showSignIn } from '../client';
import { buttonLook } from '../ui/button';
import { Page } from '../ui/page';
import { EmptyState, Skeleton } from '../ui/states';
import { comeBack } from './openid-connect';
import styles from './sign-in.module.css';

/** Where the identity provider sends people back to. */
export function CallbackPage() {
  const router = useRouter();
  const arrival = useQuery({ queryKey: ['sign-in-callback'], queryFn: arrive, retry: false });
  const { data: returnTo } = arrival;
  useEffect(() => {
    if (returnTo !== undefined) router.history.replace(returnTo);
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
          ) : (
            <Skeleton label="Signing you in" />
          )}
        </Page>
      </div>
    </main>
  );
}

async function arrive(): Promise<string> {
  const { data } = await showSignIn();
  return data.kind === 'openid-connect' ? comeBack(data) : '/';
}
