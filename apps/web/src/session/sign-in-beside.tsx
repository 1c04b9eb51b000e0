import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { failureWords, Problem } from '../shared/problem';
import { Button } from '../ui/button';
import { openBeside, signInBeside } from './beside';
import type { OpenIdConnect } from './openid-connect';
import { ProviderSignIn } from './provider-sign-in';
import styles from './sign-in.module.css';
import { text } from './text';
import type { Tokens } from './token';

interface SignInBesideProps {
  readonly provider: OpenIdConnect;
  /** Continues with the tokens. @throws when it cannot */
  readonly goOn: (tokens: Tokens) => Promise<void>;
}

/** Signs in at the provider in a window beside the page, which stays as it is. */
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
      <p>{text.beside.lead({ host: new URL(provider.authority).host })}</p>
      {signIn.isError ? (
        <p role="alert" className={styles['failure']}>
          {signIn.error instanceof Problem ? failureWords(signIn.error) : signIn.error.message}
        </p>
      ) : null}
      <p role="status">{signIn.isPending ? text.beside.pending : ''}</p>
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
        {signIn.isPending ? text.beside.reopen : text.provider.action}
      </Button>
      {isRefused ? (
        <>
          <p role="alert" className={styles['failure']}>
            {text.beside.blocked}
          </p>
          <ProviderSignIn
            provider={provider}
            returnTo={`${location.pathname}${location.search}`}
            label={text.beside.here}
          />
        </>
      ) : null}
    </div>
  );
}
