import type { Renewal } from '../../client';
import { cx } from '../../ui/cx';
import type { RenewalStanding } from './address';
import type { Timescale } from './timescale';
import { standingOf, windowSentence } from './words';
import styles from './bar.module.css';

interface BarProps {
  readonly renewal: Renewal;
  readonly scale: Timescale;
}

/**
 * A renewal's window: up to the last safe day in the pattern of its state, and from there to the
 * end of coverage in a thinner one. It says all that in words, too.
 */
export function Bar({ renewal, scale }: BarProps) {
  const { opensOn, lastSafeOn, coverEndsOn } = renewal.window;
  const from = scale.at(opensOn);
  const safe = scale.at(after(lastSafeOn));
  const end = scale.at(after(coverEndsOn));
  return (
    <div
      role="img"
      aria-label={windowSentence(renewal)}
      className={cx(styles['bar'], styles[standingOf(renewal)])}
    >
      <span className={styles['safe']} style={{ left: share(from), width: share(safe - from) }} />
      {end > safe ? (
        <span className={styles['risk']} style={{ left: share(safe), width: share(end - safe) }} />
      ) : null}
      <span className={styles['end']} style={{ left: share(end) }} />
    </div>
  );
}

/** The bars' pattern, for the legend. */
export function Swatch({ standing }: { readonly standing: RenewalStanding }) {
  return (
    <span className={cx(styles['bar'], styles[standing], styles['swatch'])} aria-hidden="true">
      <span className={styles['safe']} />
    </span>
  );
}

/** Days are shown whole: a span ends at the beginning of the day after its last. */
function after(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

export function share(part: number): string {
  return `${(part * 100).toFixed(3)}%`;
}
