import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { showSignInOptions } from '../client/@tanstack/react-query.gen';
import { Page } from '../ui/page';
import { Failure, Skeleton } from '../ui/states';
import { useFailure } from '../ui/use-failure';
import { LocalSignIn } from './local-sign-in';
import { beginAs } from './new-page';
import { ProviderSignIn } from './provider-sign-in';
import { text } from './text';
import styles from './sign-in.module.css';

export function SignInPage() {
  const { to = '/' } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const navigate = useNavigate();
  const offer = useQuery(showSignInOptions());
  const failure = useFailure(offer);
  return (
    <main id="main" tabIndex={-1} className={styles['main']}>
      <div className={styles['card']}>
        <p className={styles['product']}>{text.signIn.product}</p>
        <Page title={text.signIn.title} lead={text.signIn.lead}>
          {offer.data?.kind === 'local-issuer' ? (
            <LocalSignIn
              roles={offer.data.roles}
              goOn={(tokens) =>
                beginAs(tokens, to, () => {
                  if (to === '/') void navigate({ to });
                  else router.history.push(to);
                })
              }
            />
          ) : null}
          {offer.data?.kind === 'openid-connect' ? (
            <ProviderSignIn provider={offer.data} returnTo={to} />
          ) : null}
          {!offer.data && !failure ? <Skeleton label={text.signIn.loading} lines={5} /> : null}
          {failure ? <Failure what={text.signIn.unavailable} {...failure} /> : null}
        </Page>
      </div>
    </main>
  );
}
