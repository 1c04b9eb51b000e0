import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { showSignIn } from '../client';
import { buttonLook } from '../ui/button';
import { Page } from '../ui/page';
import { EmptyState, Skeleton } from '../ui/states';
import { handOn } from './beside';
import { beginAs } from './new-page';
import { addresseeOf, CALLBACK, finish } from './openid-connect';
import { text } from './text';
import styles from './sign-in.module.css';

/** Where the identity provider returns people. */
export function CallbackPage() {
  const router = useRouter();
  // An answer works only once.
  const arrival = useQuery({
    queryKey: ['sign-in-callback'],
    queryFn: () => {
      const answer = location.href;
      router.history.replace(CALLBACK);
      return arrive(answer, (returnTo) => router.history.replace(returnTo));
    },
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <main id="main" className={styles['main']}>
      <div className={styles['card']}>
        <Page title={text.callback.title}>
          {arrival.isError ? (
            <EmptyState
              icon="alert"
              title={text.signIn.failed}
              action={
                <Link to="/sign-in" className={buttonLook('primary')}>
                  {text.callback.again}
                </Link>
              }
            >
              {arrival.error.message}
            </EmptyState>
          ) : null}
          {arrival.data === 'beside' ? <p>{text.callback.beside}</p> : null}
          {arrival.isPending || arrival.data === 'here' ? (
            <Skeleton label={text.callback.loading} />
          ) : null}
        </Page>
      </div>
    </main>
  );
}

/** Continues with an answer of the provider. @returns on which page */
async function arrive(
  answer: string,
  goTo: (returnTo: string) => void,
): Promise<'here' | 'beside'> {
  if (addresseeOf(answer).isBeside) {
    handOn(answer);
    return 'beside';
  }
  const { data } = await showSignIn();
  if (data.kind === 'openid-connect') {
    const { tokens, returnTo } = await finish(data, answer);
    beginAs(tokens, returnTo, () => goTo(returnTo));
  } else goTo('/');
  return 'here';
}
