import { useId, useRef, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import styles from './dialog.module.css';
import { text } from './text';
import { useEnter } from './use-enter';
import { useLookedAt } from './use-looked-at';

interface FormDialogProps {
  readonly title: string;
  /** Its primary button's label. */
  readonly submit: string;
  readonly look?: 'primary' | 'danger';
  readonly isReady?: boolean;
  /** It is being sent: it stays open until the result is known. */
  readonly isBusy?: boolean;
  /** Enter only moves on: its button sends it, or Ctrl or Command with Enter. */
  readonly isDeliberate?: boolean;
  /** For a check: goes back to editing, as Escape does. */
  readonly onChangeSomething?: () => void;
  /** Gets whether its button was pressed, or Enter in a field. */
  readonly onSubmit: (by: 'button' | 'field') => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A few fields, sent by Enter or the primary button; its opener closes it. */
export function FormDialog({
  title,
  submit,
  look = 'primary',
  isReady = true,
  isBusy = false,
  isDeliberate = false,
  onChangeSomething,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const chief = useRef<HTMLButtonElement>(null);
  const isLookedAt = useLookedAt(true);
  const isTooSoon = onChangeSomething !== undefined && !isLookedAt;
  const send = (by: 'button' | 'field') => {
    if (isReady && !isBusy && !isTooSoon) onSubmit(by);
  };
  const moveOn = useEnter({
    form,
    onSend: () => send('button'),
    onEnd: () => chief.current?.focus(),
  });
  return (
    <Dialog
      title={title}
      size="small"
      mustAnswer={isBusy}
      onClose={onClose}
      onEscape={onChangeSomething ?? onClose}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isBusy}>
            {text.dialog.cancel}
          </Button>
          {onChangeSomething ? (
            <Button onPress={onChangeSomething} isDisabled={isBusy}>
              {text.dialog.edit}
            </Button>
          ) : null}
          <Button
            ref={chief}
            type="submit"
            form={id}
            look={look}
            isBusy={isBusy}
            isTooSoon={isTooSoon}
            isDisabled={!isReady}
            // A double click's second click may hit the next step's button.
            onClick={(event) => {
              if (event.detail > 1) event.preventDefault();
            }}
          >
            {submit}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        className={styles['form']}
        {...(isDeliberate && { onKeyDownCapture: moveOn })}
        onSubmit={(event) => {
          event.preventDefault();
          send(document.activeElement === chief.current ? 'button' : 'field');
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
