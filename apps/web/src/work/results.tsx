import { useSession } from '../session/session';
import { Icon } from '../ui/icon';
import { cx } from '../ui/cx';
import { withClocks } from '../ui/times';
import { text } from './text';
import type { BatchResult } from './words';
import styles from './work.module.css';

interface ResultsProps {
  readonly caption: string;
  readonly items: readonly BatchResult[];
}

/** A result for each case, failures and refusals on top, in the API's words. */
export function Results({ caption, items }: ResultsProps) {
  const { payer } = useSession();
  const sorted = items.toSorted((a, b) => Number(a.ok) - Number(b.ok));
  return (
    // It scrolls if there are many, so the keyboard must reach it.
    <ul tabIndex={0} aria-label={caption} className={styles['results']}>
      {sorted.map(({ id, number, ok, detail }) => (
        <li key={id} className={cx(styles['result'], !ok && styles['refused'])}>
          <Icon name={ok ? 'check' : 'alert'} size="small" />
          <span className={styles['case-number']}>{number ?? text.results.unknownCase}</span>
          <span>
            <span className="visually-hidden">{ok ? text.results.ok : text.results.refused}</span>
            {withClocks(detail, payer.timeZone)}
          </span>
        </li>
      ))}
    </ul>
  );
}
