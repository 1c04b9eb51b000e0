import { Button, Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components';
import { useState, type ReactNode } from 'react';
import { cx } from './cx';
import { Icon } from './icon';
import styles from './disclosure.module.css';

interface DisclosureProps {
  /** What is folded, with its count, as in "5 criteria met". */
  readonly label: ReactNode;
  readonly isInitiallyOpen?: boolean;
  /** While true it stays open: something in it must be seen. */
  readonly isHeldOpen?: boolean;
  /** What is folded is rendered only once it is opened, as where that loads it. */
  readonly isLazy?: boolean;
  readonly children: ReactNode;
}

/** Folds what is seldom needed, but never failures. */
export function Disclosure({
  label,
  isInitiallyOpen = false,
  isHeldOpen = false,
  isLazy = false,
  children,
}: DisclosureProps) {
  const [isOpen, setOpen] = useState(isInitiallyOpen);
  if (isHeldOpen && !isOpen) setOpen(true);
  return (
    <AriaDisclosure
      isExpanded={isOpen}
      onExpandedChange={setOpen}
      className={cx(styles['disclosure'])}
    >
      <Button slot="trigger" className={cx(styles['trigger'])}>
        <Icon name="chevronRight" size="small" className={styles['mark']} />
        {label}
      </Button>
      <DisclosurePanel className={cx(styles['panel'])}>
        {isLazy && !isOpen ? null : children}
      </DisclosurePanel>
    </AriaDisclosure>
  );
}
