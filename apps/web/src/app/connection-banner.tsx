import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useIsReachable } from '../session/reachability';
import { Icon } from '../ui/icon';
import styles from './connection-banner.module.css';

/** How often the server is asked while it does not answer, in milliseconds. */
const EVERY = 5_000;

/** Says while the server does not answer, and looks whether it does again. */
export function ConnectionBanner() {
  const isReachable = useIsReachable();
  const queries = useQueryClient();
  useEffect(() => {
    if (isReachable) return;
    const timer = setInterval(() => void queries.invalidateQueries(), EVERY);
    return () => clearInterval(timer);
  }, [isReachable, queries]);
  return (
    <div role="status">
      {isReachable ? null : (
        <p className={styles['banner']}>
          <Icon name="alert" />
          The server cannot be reached. What you see may be out of date, and nothing can be changed;
          this page tries again by itself.
        </p>
      )}
    </div>
  );
}
