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
  /** What it does, as its button says it. */
  readonly submit: string;
  readonly look?: 'primary' | 'danger';
  readonly command: FormProps<never>['command'];
  /** Why it cannot be sent yet, in a sentence; told to who tries. */
  readonly lacks?: string | null;
  /** What the API said of the last try is said at the fields. */
  readonly isErrorSaid?: boolean;
  /** What failed, as in "The case could not be approved". */
  readonly failed: string;
  /** Of a check: back to what is checked, also by Escape. */
  readonly onChangeSomething?: () => void;
  /** Of a check: whether all that is to be looked at is on the screen. */
  readonly isShown?: boolean;
  /** The field to begin with; the first one where none is asked for. */
  readonly first?: AskedFor | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const isSubmit = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[type="submit"]') !== null;

/** A field that somebody asked for; each asking is one of its own. */
export interface AskedFor {
  /** Its path. */
  readonly field: string;
}

/**
 * A form about the case, in the page and not over it, so that facts and documents stay in sight.
 * Escape closes it and keeps what was typed, or leads back from a check; Ctrl or Command with Enter sends it, once for each press:
 * a key that is held and the second click of two send nothing. While it is sent it takes nothing, so
 * that nothing is written that goes with what was sent; while it is only asked what became of it, which
 * nobody pressed for, it takes what is typed on.
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
      // The second click of a double click may fall on the button of the next step.
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
