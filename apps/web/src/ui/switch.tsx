import { SwitchButton, SwitchField } from 'react-aria-components';
import type { SwitchFieldProps } from 'react-aria-components';
import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './switch.module.css';

interface SwitchProps extends Omit<SwitchFieldProps, 'className' | 'style' | 'children'> {
  readonly children: ReactNode;
}

/** Takes effect at once; if a button applies it, use `Checkbox`. */
export function Switch({ children, ...rest }: SwitchProps) {
  return (
    <SwitchField {...rest}>
      <SwitchButton className={cx(styles['switch'])}>
        <span className={styles['track']} aria-hidden="true">
          <span className={styles['thumb']} />
        </span>
        {children}
      </SwitchButton>
    </SwitchField>
  );
}
