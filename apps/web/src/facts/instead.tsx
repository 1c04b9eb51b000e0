import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { Checkbox } from '../ui/checkbox';
import { useNewest } from '../ui/use-newest';
import styles from './facts.module.css';
import { isSame } from './same';
import { text } from './text';

interface InsteadProps {
  /** The name of the fact, for who hears only this control. */
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** The value that says that there is none, where that is an answer. */
  readonly none?: unknown;
}

/**
 * The answers that need no writing: that there is none, and that nobody knows. Taken back, they leave what
 * stood there before.
 */
export function Instead({ label, value, onChange, none }: InsteadProps) {
  const newest = useNewest(value);
  const before = useRef<unknown>(undefined);
  const isInstead = (each: unknown) => each === null || (none !== undefined && isSame(each, none));
  const answer = (chosen: boolean, instead: unknown) => {
    flushSync(settleTyped);
    if (!isInstead(newest.current)) before.current = newest.current;
    onChange(chosen ? instead : before.current);
  };
  return (
    <div className={styles['instead']}>
      {none === undefined ? null : (
        <Checkbox
          aria-label={text.instead.none({ label })}
          isSelected={isSame(value, none)}
          onChange={(chosen) => answer(chosen, none)}
        >
          {text.answer.none}
        </Checkbox>
      )}
      <Checkbox
        aria-label={text.instead.notDocumented({ label })}
        isSelected={value === null}
        onChange={(chosen) => answer(chosen, null)}
      >
        {text.answer.notDocumented}
      </Checkbox>
    </div>
  );
}

/** A text that counts once its field is left counts before this press, which so has the last word. */
function settleTyped(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement && activeElement.type !== 'checkbox') {
    activeElement.blur();
  }
}
