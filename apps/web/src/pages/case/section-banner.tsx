import type { ReactNode } from 'react';
import { cx } from '../../ui/cx';
import { Icon, type IconName } from '../../ui/icon';
import styles from './section-banner.module.css';

interface BannerProps {
  readonly tone: 'alert' | 'warning' | 'calm';
  readonly icon?: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  /** The one thing to do about it. */
  readonly action?: ReactNode;
}

/** Something about the whole case that people must see first. */
export function Banner({ tone, icon = 'alert', title, children, action }: BannerProps) {
  return (
    <section aria-label={title} className={cx(styles['banner'], styles[tone])}>
      <Icon name={icon} className={styles['icon']} />
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        {children}
      </div>
      {action}
    </section>
  );
}
