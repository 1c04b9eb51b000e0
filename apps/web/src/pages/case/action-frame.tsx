import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from '../../ui/button';
import { KeyHint } from '../../ui/key-hint';
import { Failure } from '../../ui/states';
import styles from './action-frame.module.css';

interface ActionFrameProps {
  readonly title: string;
  /** What it does, as its button says it. */
  readonly submit: string;
  readonly look?: 'primary' | 'danger';
  readonly isBusy: boolean;
  /** Why it cannot be sent yet, in a sentence; shown instead of a dead button. */
  readonly lacks?: string | null;
  /** What the API said of the last try. */
  readonly error: unknown;
  /** What failed, as in "The case could not be approved". */
  readonly failed: string;
  /** Another way beside the chief one. */
  readonly other?: ReactNode;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const FIRST_CONTROL = 'input:not([disabled]), textarea, [role="spinbutton"]';

/**
 * A form about the case, in the page and not over it, so that facts and documents stay in sight.
 * Escape closes it and keeps what was typed; Ctrl or Command with Enter sends it.
 */
export function ActionFrame(props: ActionFrameProps) {
  const { title, submit, look = 'primary', isBusy, lacks = null, error, failed, other } = props;
  const { onSubmit, onClose, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>(FIRST_CONTROL);
    (first ?? form.current)?.focus({ preventScroll: true });
    form.current?.scrollIntoView({ block: 'nearest' });
  }, [title]);
  const send = () => {
    if (lacks === null && !isBusy) onSubmit();
  };
  return (
    <form
      ref={form}
      tabIndex={-1}
      aria-labelledby={id}
      className={styles['frame']}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          send();
        }
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
      {error === null ? null : <Failure isInline error={error} what={failed} />}
      <div className={styles['foot']}>
        <Button type="submit" look={look} isBusy={isBusy} isDisabled={lacks !== null}>
          {submit}
        </Button>
        {other}
        <Button onPress={onClose}>Close</Button>
        <p className={styles['hint']}>
          {lacks ?? (
            <>
              <KeyHint keys="mod+enter" /> sends it. What you typed is kept while the page is open.
            </>
          )}
        </p>
      </div>
    </form>
  );
}
