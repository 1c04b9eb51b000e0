import { useId, type ReactNode } from 'react';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly actions?: ReactNode;
  /** Without inner space, for a table or a list that has its own. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, actions, isFlush = false, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['panel']}>
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      <div className={isFlush ? styles['flush'] : styles['body']}>{children}</div>
    </section>
  );
}
