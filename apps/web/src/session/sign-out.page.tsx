import { useEffect } from 'react';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/states';
import styles from './sign-in.module.css';
import { signOut } from './sign-out';
import { text } from './text';

/** Replaces the last person's page while they leave. */
export function SignOutPage() {
  useEffect(() => {
    void signOut();
  }, []);
  return (
    <main id="main" className={styles['main']}>
      <div className={styles['card']}>
        <Page title={text.signOut.title}>
          <Skeleton label={text.signOut.loading} />
        </Page>
      </div>
    </main>
  );
}
