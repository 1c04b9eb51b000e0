import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { Checkbox } from '../ui/checkbox';
import { useNewest } from '../ui/use-newest';
import styles from './facts.module.css';
import { isSame } from './same';
import { text } from './text';

interface InsteadProps {
  /** The fact's name, for screen readers. */
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** The value for none, if that is an answer. */
  readonly none?: unknown;
}

/**
 * The answers that need no writing: none, and not documented. Undoing them restores what was there
 * before.
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

/** Text that counts on leaving its field counts before this press, which has the last word. */
function settleTyped(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement && activeElement.type !== 'checkbox') {
    activeElement.blur();
  }
}
