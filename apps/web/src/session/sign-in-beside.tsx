import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { failureWords, Problem } from '../shared/problem';
import { Button } from '../ui/button';
import { openBeside, signInBeside } from './beside';
import type { OpenIdConnect } from './openid-connect';
import { ProviderSignIn } from './provider-sign-in';
import styles from './sign-in.module.css';
import type { Tokens } from './token';

interface SignInBesideProps {
  readonly provider: OpenIdConnect;
  /** Goes on with the tokens. @throws when it cannot */
  readonly goOn: (tokens: Tokens) => Promise<void>;
}

/** Signs in at the provider in a window beside the page, so that the page stays as it is. */
export function SignInBeside({ provider, goOn }: SignInBesideProps) {
  const [isRefused, setRefused] = useState(false);
  const attempt = useRef(new AbortController());
  useEffect(() => () => attempt.current.abort(), []);
  const signIn = useMutation({
    mutationFn: async (beside: Window) =>
      goOn(await signInBeside(provider, beside, attempt.current.signal)),
  });
  return (
    <div className={styles['form']}>
      <p>
        You sign in at {new URL(provider.authority).host}, in a window of its own. What you typed
        here stays.
      </p>
      {signIn.isError ? (
        <p role="alert" className={styles['failure']}>
          {signIn.error instanceof Problem ? failureWords(signIn.error) : signIn.error.message}
        </p>
      ) : null}
      <p role="status">{signIn.isPending ? 'Go on in the other window.' : ''}</p>
      <Button
        look="primary"
        onPress={() => {
          attempt.current.abort();
          attempt.current = new AbortController();
          const beside = openBeside();
          setRefused(beside === null);
          if (beside) signIn.mutate(beside);
        }}
      >
        {signIn.isPending ? 'Open the window again' : 'Sign in'}
      </Button>
      {isRefused ? (
        <>
          <p role="alert" className={styles['failure']}>
            The browser opened no window. Allow this site to open windows and try again, or sign in
            on this page: what is not saved is then lost.
          </p>
          <ProviderSignIn
            provider={provider}
            returnTo={`${location.pathname}${location.search}`}
            label="Sign in on this page"
          />
        </>
      ) : null}
    </div>
  );
}
