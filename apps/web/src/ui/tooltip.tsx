import { Tooltip } from 'react-aria-components';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { KeyHint } from './key-hint';
import styles from './tooltip.module.css';

interface TooltipTextProps {
  /** The key that does the same. */
  readonly keys?: string | undefined;
  readonly children: ReactNode;
}

/** Goes into a `TooltipTrigger` after its control; never the only place of essentials. */
export function TooltipText({ keys, children }: TooltipTextProps) {
  return (
    <Tooltip offset={6} className={cx(styles['tooltip'])}>
      {children}
      {keys === undefined ? null : <KeyHint keys={keys} />}
    </Tooltip>
  );
}
