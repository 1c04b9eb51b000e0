import { Link } from '@tanstack/react-router';
import { useSession } from '../../../session/session';
import { IconButton } from '../../../ui/button';
import { shortClock, withClocks } from '../../../ui/times';
import { text } from '../text';
import { byCase, sumOf } from './happenings';
import type { Between } from './use-sandbox-clock';
import styles from './sandbox.module.css';

const words = text.sandbox.between;

interface BetweenPanelProps {
  readonly between: Between;
  readonly onClose: () => void;
}

/** What the software did while the clock moved, case by case. */
export function BetweenPanel({ between, onClose }: BetweenPanelProps) {
  const { timeZone } = useSession().payer;
  const { from, to, items } = between;
  return (
    <section aria-labelledby="between" className={styles['between']}>
      <div className={styles['head']}>
        <h2 id="between">{words.title}</h2>
        <p className={styles['sum']}>
          {words.sum({
            sum: sumOf(between),
            from: shortClock(from, timeZone),
            to: shortClock(to, timeZone),
          })}
        </p>
        <IconButton label={words.close} icon="close" size="small" onPress={onClose} />
      </div>
      {items.length > 0 ? (
        // The keyboard must reach a scrolling region.
        <ul aria-labelledby="between" tabIndex={0} className={styles['cases']}>
          {byCase(items).map(({ caseId, caseNumber, happenings }) => (
            <li key={caseId} className={styles['case']}>
              <Link to="/cases/$caseId" params={{ caseId }} className={styles['number']}>
                {caseNumber}
              </Link>
              <ul className={styles['happenings']}>
                {happenings.map(({ at, summary }, position) => (
                  <li key={position}>
                    <time dateTime={at} className={styles['at']}>
                      {shortClock(at, timeZone)}
                    </time>
                    <span>{withClocks(summary, timeZone)}</span>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
