import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import type {
  MenuItemProps as AriaMenuItemProps,
  MenuSectionProps as AriaMenuSectionProps,
} from 'react-aria-components';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { KeyHint } from './key-hint';
import styles from './menu.module.css';

interface MenuProps {
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly placement?: 'bottom end' | 'bottom start';
  /** Something above the items, not one of them. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

export function Menu({ label, trigger, placement = 'bottom end', head, children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} offset={6} className={cx(styles['popover'])}>
        {head === undefined ? null : <div className={styles['head']}>{head}</div>}
        <AriaMenu aria-label={label} className={cx(styles['menu'])}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

interface MenuItemProps extends Omit<AriaMenuItemProps, 'className' | 'style' | 'children'> {
  readonly icon?: IconName;
  readonly keys?: string;
  readonly children: string;
}

export function MenuItem({ icon, keys, children, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem {...rest} textValue={children} className={cx(styles['item'])}>
      {({ isSelected, selectionMode }) => (
        <>
          {selectionMode === 'none' ? null : (
            <span className={styles['tick']}>{isSelected ? <Icon name="check" /> : null}</span>
          )}
          {icon ? <Icon name={icon} /> : null}
          <span className={styles['label']}>{children}</span>
          {keys === undefined ? null : <KeyHint keys={keys} />}
        </>
      )}
    </AriaMenuItem>
  );
}

interface MenuGroupProps extends Omit<
  AriaMenuSectionProps<object>,
  'className' | 'style' | 'children'
> {
  readonly title: string;
  readonly children: ReactNode;
}

export function MenuGroup({ title, children, ...rest }: MenuGroupProps) {
  return (
    <AriaMenuSection {...rest} className={cx(styles['group'])}>
      <Header className={styles['title']}>{title}</Header>
      {children}
    </AriaMenuSection>
  );
}
