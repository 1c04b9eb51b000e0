import { cx } from './cx';
import { Icon } from './icon';
import { useNow } from './now';
import { text } from './text';
import { dueClock, duration } from './times';
import styles from './deadline.module.css';

interface DeadlineProps {
  /** An instant; null if no rule sets one. */
  readonly dueAt: string | null;
  readonly state: 'not-applicable' | 'running' | 'met' | 'missed' | 'ended';
  /** The payer's IANA zone. */
  readonly timeZone: string;
  /** Why it is due then, in a sentence; in the short form where the pointer rests. */
  readonly rule?: string | null;
  /** Who or what holds the clock, if anything. */
  readonly pausedBecause?: string;
  /** One line for a list, or everything. */
  readonly form?: 'short' | 'long';
}

/** Less than this left is soon. */
const SOON = 24 * 60 * 60_000;

/** The time left to decide, until when on the wall clock, and by which rule. */
export function Deadline({
  dueAt,
  state,
  timeZone,
  rule,
  pausedBecause,
  form = 'short',
}: DeadlineProps) {
  const now = useNow();
  const { words, urgency } = wordsOf(dueAt, state, now);
  const clock = dueAt === null ? null : dueClock(dueAt, timeZone);
  if (form === 'short') {
    const told = [clock, rule].filter((each) => each != null);
    return (
      <span
        className={cx(styles['deadline'], styles[urgency])}
        title={told.length === 0 ? undefined : told.join('\n')}
      >
        {urgency === 'over' ? <Icon name="alert" size="small" /> : null}
        {urgency === 'soon' ? <Icon name="clock" size="small" /> : null}
        {words}
        {told.length === 0 ? null : <span className="visually-hidden">, {told.join('. ')}</span>}
      </span>
    );
  }
  return (
    <div className={styles['long']}>
      <p className={cx(styles['deadline'], styles['large'], styles[urgency])}>
        <Icon name={pausedBecause === undefined ? 'clock' : 'pause'} />
        {words}
      </p>
      {clock === null || state === 'ended' ? null : <p>{text.deadline.due({ clock })}</p>}
      {rule == null ? null : <p className={styles['rule']}>{rule}</p>}
      {pausedBecause === undefined ? null : (
        <p className={styles['rule']}>{text.deadline.paused({ reason: pausedBecause })}</p>
      )}
    </div>
  );
}

type Urgency = 'none' | 'calm' | 'soon' | 'over';

function wordsOf(
  dueAt: string | null,
  state: DeadlineProps['state'],
  now: number,
): { readonly words: string; readonly urgency: Urgency } {
  if (dueAt === null || state === 'not-applicable')
    return { words: text.deadline.none, urgency: 'none' };
  if (state === 'ended') return { words: text.deadline.ended, urgency: 'none' };
  if (state === 'met') return { words: text.deadline.met, urgency: 'none' };
  if (state === 'missed') return { words: text.deadline.missed, urgency: 'over' };
  const left = Date.parse(dueAt) - now;
  if (left < 0) return { words: text.deadline.overdue({ time: duration(left) }), urgency: 'over' };
  return {
    words: text.deadline.left({ time: duration(left) }),
    urgency: left < SOON ? 'soon' : 'calm',
  };
}
