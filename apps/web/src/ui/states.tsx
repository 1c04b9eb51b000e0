import { useRef, type ReactNode } from 'react';
import { failureWords, isWorthRepeating, Problem } from '../shared/problem';
import { Button } from './button';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import styles from './states.module.css';
import { text } from './text';
import { useHandOn } from './use-hand-on';

interface EmptyStateProps {
  readonly icon?: IconName;
  readonly title: string;
  /** Its meaning, or what to do now. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Replaces an empty list: says that there is nothing, and what to do. */
export function EmptyState({ icon = 'check', title, children, action }: EmptyStateProps) {
  return (
    <div className={styles['state']}>
      <span className={styles['mark']}>
        <Icon name={icon} size="large" />
      </span>
      <h2 className={styles['title']}>{title}</h2>
      {children === undefined ? null : <div className={styles['words']}>{children}</div>}
      {action}
    </div>
  );
}

/** The message for a command whose answer was lost. */
export const UNKNOWN_YET = text.states.unknownYet;

/** The message for a command that was recorded while its form has changed. */
export const CHANGED_SINCE = text.states.changedSince;

/**
 * The message for a failed command.
 * @param failed for a refused one, as in "The case could not be moved"
 */
export function commandFailed(error: unknown, failed: string): string {
  return isWorthRepeating(error) ? UNKNOWN_YET : failed;
}

interface FailureProps {
  readonly error: unknown;
  /** What was tried, as in "The cases could not be loaded". */
  readonly what: string;
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
  /** In a line among other things, not in place of a whole list. */
  readonly isInline?: boolean;
}

/** What went wrong, in the API's own words, and a retry. */
export function Failure({
  error,
  what,
  onRetry,
  isRetrying = false,
  isInline = false,
}: FailureProps) {
  const problem = error instanceof Problem ? error : null;
  const box = useRef<HTMLDivElement>(null);
  useHandOn(box);
  return (
    <div
      ref={box}
      role="alert"
      className={cx(styles['state'], styles['failure'], isInline && styles['inline'])}
    >
      <span className={styles['mark']}>
        <Icon name="alert" size={isInline ? 'medium' : 'large'} />
      </span>
      <h2 className={styles['title']}>{what}</h2>
      <div className={styles['words']}>
        <p>{failureWords(error)}</p>
        {problem ? <Faults problem={problem} /> : null}
        {problem?.requestId ? (
          <p className={styles['request']}>
            {text.states.requestId} <code>{problem.requestId}</code>
          </p>
        ) : null}
      </div>
      {onRetry ? (
        <Button icon="refresh" isBusy={isRetrying} onPress={onRetry}>
          {text.states.retry}
        </Button>
      ) : null}
    </div>
  );
}

/** The faults, except one that the sentence above states. */
function Faults({ problem }: { readonly problem: Problem }) {
  const faults = problem.faults.filter(({ message }) => !problem.detail.includes(message));
  if (faults.length === 0) return null;
  return (
    <ul className={styles['faults']}>
      {faults.map(({ path, code, message }) => (
        <li key={`${path} ${code}`}>
          <code>{path}</code> {message}
        </li>
      ))}
    </ul>
  );
}

interface SkeletonProps {
  /** What is loading, read aloud. */
  readonly label: string;
  /** How many lines the content will have, so that nothing jumps. */
  readonly lines?: number;
  /** The height of each line, in CSS. */
  readonly height?: string;
}

/** Holds the place of loading content. */
export function Skeleton({ label, lines = 3, height = '1.125rem' }: SkeletonProps) {
  return (
    <div role="status" className={styles['skeleton']}>
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles['bone']} style={{ height }} aria-hidden="true" />
      ))}
    </div>
  );
}
