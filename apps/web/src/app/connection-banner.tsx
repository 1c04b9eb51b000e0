import { useQueryClient } from '@tanstack/react-query';
import { useSelector } from '@tanstack/react-store';
import { useEffect } from 'react';
import { isHearing } from '../live/liveness';
import { useIsReachable } from '../session/reachability';
import { Icon } from '../ui/icon';
import { text } from './text';
import styles from './connection-banner.module.css';

/** How often to retry all while the server does not answer, in milliseconds. */
const WITHOUT_SERVER = 5_000;
/** How often, if only live updates are down. */
const WITHOUT_NEWS = 30_000;

/** Shows that the server does not answer, and checks for it; or that live updates are down. */
export function ConnectionBanner() {
  const isReachable = useIsReachable();
  const isHearingNews = useSelector(isHearing);
  const queries = useQueryClient();
  const every = isReachable ? (isHearingNews ? null : WITHOUT_NEWS) : WITHOUT_SERVER;
  useEffect(() => {
    if (every === null) return;
    const timer = setInterval(() => void queries.invalidateQueries(), every);
    return () => clearInterval(timer);
  }, [every, queries]);
  return (
    <div role="status" className={styles['place']}>
      {isReachable ? null : (
        <p className={styles['banner']}>
          <Icon name="alert" />
          {text.connection.unreachable}
        </p>
      )}
      {isReachable && !isHearingNews ? (
        <p className={styles['banner']}>
          <Icon name="alert" />
          {text.connection.paused}
        </p>
      ) : null}
    </div>
  );
}
