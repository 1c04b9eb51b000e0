import { memo, useEffect, useRef } from 'react';
import type { Fault } from '../../shared/problem';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { useHandOn } from '../../ui/use-hand-on';
import styles from './intake.module.css';
import { text } from './text';

interface ErrorSummaryProps {
  readonly title: string;
  readonly faults: readonly Fault[];
  readonly labelOf: (path: string) => string;
  readonly onFocus: (path: string) => void;
  /** Removes a member that the API does not know. */
  readonly onChange: (path: string, value: undefined) => void;
}

/** All faults, each a link to its field; takes the focus when it appears. */
export const ErrorSummary = memo(function ErrorSummary(props: ErrorSummaryProps) {
  const { title, faults, labelOf, onFocus, onChange } = props;
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    summary.current?.focus();
  }, []);
  useHandOn(summary);
  return (
    <div
      ref={summary}
      role="alert"
      tabIndex={-1}
      aria-labelledby="error-summary-title"
      className={styles['summary']}
    >
      <h2 id="error-summary-title">
        <Icon name="alert" />
        {title}
      </h2>
      <ul>
        {faults.map(({ path, code, message }) => (
          <li key={`${path} ${code}`}>
            {code === 'unknown-member' ? (
              <>
                <code>{path}</code> {message}
                <Button
                  size="small"
                  onPress={() => {
                    onChange(path, undefined);
                    summary.current?.focus();
                  }}
                >
                  {text.faults.remove}
                </Button>
              </>
            ) : (
              <Button size="small" look="quiet" onPress={() => onFocus(path)}>
                {text.faults.each({ label: labelOf(path), message })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
});
