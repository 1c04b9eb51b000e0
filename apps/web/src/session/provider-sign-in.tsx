import { useState } from 'react';
import { Button } from '../ui/button';
import { leaveToSignIn } from './leave';
import type { OpenIdConnect } from './openid-connect';
import { text } from './text';
import styles from './sign-in.module.css';

interface ProviderSignInProps {
  readonly provider: OpenIdConnect;
  readonly returnTo: string;
  readonly label?: string;
}

/** Leaves for the identity provider, and comes back to `returnTo`. */
export function ProviderSignIn({
  provider,
  returnTo,
  label = text.provider.action,
}: ProviderSignInProps) {
  const [isLeaving, setLeaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <div className={styles['form']}>
      <p>{text.provider.lead({ host: new URL(provider.authority).host })}</p>
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
            setFailure(text.provider.unreachable);
          });
        }}
      >
        {label}
      </Button>
    </div>
  );
}
