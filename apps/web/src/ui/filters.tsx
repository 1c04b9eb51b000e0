import type { ReactNode } from 'react';
import styles from './filters.module.css';

interface FiltersProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** What narrows the list below it. */
export function Filters({ label, children }: FiltersProps) {
  return (
    <div role="group" aria-label={label} className={styles['filters']}>
      {children}
    </div>
  );
}
