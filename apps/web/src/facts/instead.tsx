import { Checkbox } from '../ui/checkbox';
import styles from './facts.module.css';
import { isSame } from './same';

interface InsteadProps {
  /** The name of the fact, for who hears only this control. */
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** The value that says that there is none, where that is an answer. */
  readonly none?: unknown;
}

/** The answers that need no writing: that there is none, and that nobody knows. */
export function Instead({ label, value, onChange, none }: InsteadProps) {
  const answer = (next: unknown) => {
    settleTyped();
    onChange(next);
  };
  const isNone = none !== undefined && isSame(value, none);
  return (
    <div className={styles['instead']}>
      {none === undefined ? null : (
        <Checkbox
          aria-label={`${label}: none`}
          isSelected={isNone}
          onChange={(chosen) => answer(chosen ? none : undefined)}
        >
          None
        </Checkbox>
      )}
      <Checkbox
        aria-label={`${label}: not known`}
        isSelected={value === null}
        onChange={(chosen) => answer(chosen ? null : undefined)}
      >
        Not known
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
