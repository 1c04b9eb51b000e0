import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { announce } from '../../shared/announcements';
import { Button } from '../../ui/button';
import { cx } from '../../ui/cx';
import { focusField, focusFirst, settleFocused } from '../../ui/focus';
import { KeyHint } from '../../ui/key-hint';
import { commandFailed, Failure } from '../../ui/states';
import { useEnter } from '../../ui/use-enter';
import { useLookedAt } from '../../ui/use-looked-at';
import { useNewest } from '../../ui/use-newest';
import styles from './action-frame.module.css';
import type { FormProps } from './forms';
import { text } from './text';

interface ActionFrameProps {
  readonly title: string;
  /** The label of its submit button. */
  readonly submit: string;
  readonly look?: 'primary' | 'danger';
  readonly command: FormProps<never>['command'];
  /** Why it cannot be sent yet, in a sentence; shown on a try. */
  readonly lacks?: string | null;
  /** The fields show what the API said about the last attempt. */
  readonly isErrorSaid?: boolean;
  /** What failed, as in "The case could not be approved". */
  readonly failed: string;
  /** For a check: goes back to editing, as Escape does. */
  readonly onChangeSomething?: () => void;
  /** For a check: whether everything to read is on the screen. */
  readonly isShown?: boolean;
  /** The field to start in; the first one if absent. */
  readonly first?: AskedFor | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const isSubmit = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[type="submit"]') !== null;

/** A field that a person asked for; each request is a new one. */
export interface AskedFor {
  /** Its path. */
  readonly field: string;
}

/**
 * A form about the case, in the page and not over it, so that facts and documents stay in sight.
 * Escape closes it and keeps what was typed, or goes back from a check; Ctrl or Command with Enter
 * sends it, once per press: a held key or a double click sends nothing more. While it is being sent
 * it takes no input, so that everything written goes with it; while it only asks for a lost result,
 * which no one pressed for, it still takes input.
 */
export function ActionFrame(props: ActionFrameProps) {
  const { title, submit, look = 'primary', command, lacks = null, failed } = props;
  const { first = null, onChangeSomething, isShown = true, isErrorSaid = false } = props;
  const { onSubmit, onClose, children } = props;
  const isBusy = command.isPending;
  const isSending = isBusy && !command.isAsking;
  const error = isErrorSaid ? null : command.error;
  const isLookedAt = useLookedAt(isShown);
  const isTooSoon = onChangeSomething !== undefined && !isLookedAt;
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  useEffect(() => {
    const frame = form.current;
    if (!frame) return;
    frame.scrollIntoView({ block: 'nearest' });
    if (first !== null && focusField(first.field, frame)) return;
    if (!focusFirst(frame)) frame.focus({ preventScroll: true });
  }, [title, first]);
  const foot = useRef<HTMLDivElement>(null);
  const failure = useRef<HTMLDivElement>(null);
  useEffect(() => {
    failure.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  const [isTold, setTold] = useState(false);
  const send = () => {
    if (isBusy) return;
    setTold(lacks !== null);
    if (lacks === null) {
      if (!isTooSoon) onSubmit();
    } else {
      announce(lacks);
      form.current?.scrollIntoView({ block: 'nearest' });
    }
  };
  const isShort = isTold && lacks !== null;
  const fields = useRef<HTMLDivElement>(null);
  const left = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (isSending) {
      if (!(activeElement instanceof HTMLElement) || !fields.current?.contains(activeElement))
        return;
      left.current = activeElement;
      form.current?.focus({ preventScroll: true });
    } else {
      if (activeElement === form.current) left.current?.focus({ preventScroll: true });
      left.current = null;
    }
  }, [isSending]);
  const newest = useNewest(send);
  const sendNow = () => {
    settleFocused(form.current);
    newest.current();
  };
  const moveOn = useEnter({
    form,
    onSend: sendNow,
    onEnd: () => foot.current?.querySelector('button')?.focus(),
  });
  return (
    <form
      ref={form}
      tabIndex={-1}
      aria-labelledby={id}
      aria-busy={isBusy}
      className={styles['frame']}
      onSubmit={(event) => {
        event.preventDefault();
        sendNow();
      }}
      // Before a control sees it: some keep Enter to themselves.
      onKeyDownCapture={moveOn}
      // A double click's second click may hit the next step's button.
      onClickCapture={(event) => {
        if (event.detail > 1 && isSubmit(event.target)) event.preventDefault();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        if (onChangeSomething) onChangeSomething();
        else onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      <div ref={fields} inert={isSending} className={styles['fields']}>
        {children}
      </div>
      {error === null ? null : (
        <div ref={failure} className={styles['failure']}>
          <Failure isInline error={error} what={commandFailed(error, failed)} />
        </div>
      )}
      <div ref={foot} className={cx(styles['foot'], isShort && styles['told'])}>
        <Button type="submit" look={look} isBusy={isBusy} isTooSoon={isTooSoon && lacks === null}>
          {submit}
        </Button>
        {onChangeSomething ? <Button onPress={onChangeSomething}>{text.frame.edit}</Button> : null}
        <Button onPress={onClose}>{text.frame.close}</Button>
        <p className={cx(styles['hint'], isShort && styles['lack'])}>
          {isSending
            ? text.frame.sending
            : (lacks ?? (
                <>
                  <KeyHint keys="mod+enter" /> {text.frame.keyHint}
                </>
              ))}
        </p>
      </div>
    </form>
  );
}
