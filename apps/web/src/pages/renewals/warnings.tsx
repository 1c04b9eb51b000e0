import { Link } from '@tanstack/react-router';
import type { Renewal } from '../../client';
import { Icon } from '../../ui/icon';
import { calendarDay } from '../../ui/times';
import { text } from './text';
import { isAhead } from './words';
import styles from './warnings.module.css';

/** The advisory that an approved regimen meets no criterion of its renewal. */
const CANNOT_RENEW = 'A.renewal-regimen';

export function cannotRenew({ authorization }: Renewal): boolean {
  return authorization.warnings.some(({ id }) => id === CANNOT_RENEW);
}

/** First of all: who will lose coverage unless someone acts long before the window opens. */
export function Warnings({ renewals }: { readonly renewals: readonly Renewal[] }) {
  const warned = renewals.filter((renewal) => isAhead(renewal) && cannotRenew(renewal));
  if (warned.length === 0) return null;
  return (
    <section aria-labelledby="cannot-renew" className={styles['warnings']}>
      <h2 id="cannot-renew" className={styles['title']}>
        <Icon name="alert" />
        {text.warnings.title({ count: warned.length })}
      </h2>
      <ul className={styles['list']}>
        {warned.map(({ authorization, memberName, window }) => (
          <li key={authorization.number}>
            <Link
              to="/cases/$caseId"
              params={{ caseId: authorization.caseId }}
              className={styles['who']}
            >
              {memberName}, {authorization.number}
            </Link>
            <span>{text.warnings.ends({ day: calendarDay(window.coverEndsOn) })}</span>
            <p className={styles['message']}>
              {authorization.warnings.find(({ id }) => id === CANNOT_RENEW)?.message}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
