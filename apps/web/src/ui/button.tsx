import { Button as AriaButton, Link, TooltipTrigger } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import type { ReactNode, Ref } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './icon';
import { text } from './text';
import { TooltipText } from './tooltip';
import styles from './button.module.css';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: Look;
  readonly size?: 'small' | 'medium';
  readonly icon?: IconName;
  /** While true, it says so and ignores presses, keeping the focus. */
  readonly isBusy?: boolean;
  /** While true, it ignores presses, but keeps the focus: not ready. */
  readonly isTooSoon?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

/** Does something; use a link to lead somewhere. */
export function Button({
  look = 'secondary',
  size = 'medium',
  icon,
  isBusy = false,
  isTooSoon = false,
  children,
  ...rest
}: ButtonProps) {
  // Not React Aria's `isPending`: it announces a button that may be gone by then.
  const isIdle = isBusy || isTooSoon;
  const idle = isIdle
    ? { type: 'button' as const, onPress: () => undefined, 'aria-disabled': 'true' as const }
    : {};
  return (
    <AriaButton
      {...rest}
      {...idle}
      className={cx(
        styles['button'],
        styles[look],
        styles[size],
        isBusy && styles['busy'],
        isTooSoon && styles['tooSoon'],
      )}
    >
      {isBusy ? <span className={styles['spinner']} aria-hidden="true" /> : null}
      {icon && !isBusy ? <Icon name={icon} size="small" /> : null}
      <span>{children}</span>
      {isBusy ? <span className="visually-hidden"> {text.button.working}</span> : null}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<
  AriaButtonProps,
  'className' | 'style' | 'children' | 'aria-label'
> {
  /** Its name, also shown on hover and focus. */
  readonly label: string;
  /** The key that does the same. */
  readonly keys?: string;
  readonly icon: IconName;
  readonly size?: 'small' | 'medium';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, keys, icon, size = 'medium', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={400}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={cx(styles['button'], styles['quiet'], styles['alone'], styles[size])}
      >
        <Icon name={icon} />
      </AriaButton>
      <TooltipText keys={keys}>{label}</TooltipText>
    </TooltipTrigger>
  );
}

interface ExternalLinkProps {
  readonly href: string;
  readonly children: ReactNode;
}

/** Leads out of the app, in a new window. */
export function ExternalLink({ href, children }: ExternalLinkProps) {
  return (
    <Link href={href} target="_blank" rel="noreferrer" className={cx(styles['external'])}>
      {children}
      <Icon name="external" size="small" />
      <span className="visually-hidden"> {text.button.opensInNewTab}</span>
    </Link>
  );
}

/** The look of a link in a button's place: `<Link className={buttonLook('primary')}>`. */
export function buttonLook(look: Look = 'secondary', size: 'small' | 'medium' = 'medium'): string {
  return cx(styles['button'], styles[look], styles[size]);
}
