import { useEffect, type ReactNode, type Ref } from 'react';
import { text } from './text';
import styles from './page.module.css';

interface PageProps {
  /** Its heading and the window's title: never a member's data. */
  readonly title: string;
  /** The visible heading, if it says more than the title may. */
  readonly heading?: ReactNode;
  /** The heading itself, to focus it. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  /** A sentence below the heading. */
  readonly lead?: ReactNode;
  /** Buttons beside the heading. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of each page: a title, one heading, actions, and the content. */
export function Page({ title, heading, headingRef = null, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ${text.product}`;
  }, [title]);
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <div className={styles['words']}>
          <h1 ref={headingRef} tabIndex={-1}>
            {heading ?? title}
          </h1>
          {lead === undefined ? null : <p className={styles['lead']}>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
