import { CheckboxButton, CheckboxField } from 'react-aria-components';
import type { CheckboxFieldProps } from 'react-aria-components';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { keepEnter } from './keep-enter';
import styles from './checkbox.module.css';

interface CheckboxProps extends Omit<CheckboxFieldProps, 'className' | 'style' | 'children'> {
  /** Absent if `aria-label` names it, as in a list's rows. */
  readonly children?: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <CheckboxField {...rest} className={cx(styles['field'])}>
      <div className={styles['keys']} onKeyDownCapture={keepEnter}>
        <CheckboxButton className={cx(styles['checkbox'])}>
          {({ isSelected, isIndeterminate }) => (
            <>
              <span className={styles['box']} aria-hidden="true">
                <svg viewBox="0 0 16 16">
                  {isIndeterminate ? <path d="M4 8h8" /> : null}
                  {isSelected && !isIndeterminate ? <path d="M3.5 8.3l3 3L12.5 5" /> : null}
                </svg>
              </span>
              {children}
            </>
          )}
        </CheckboxButton>
      </div>
    </CheckboxField>
  );
}
