import { useEffect, type ReactNode, type Ref } from 'react';
import { text } from './text';
import styles from './page.module.css';

interface PageProps {
  /** Its heading and the window's title: never anything of a member. */
  readonly title: string;
  /** Beside the heading, where it says more than the title may. */
  readonly heading?: ReactNode;
  /** The heading itself, to give it the focus. */
  readonly headingRef?: Ref<HTMLHeadingElement>;
  /** A sentence below the heading. */
  readonly lead?: ReactNode;
  /** Buttons on the heading's line. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of each page: a title, one heading, what can be done, and the content. */
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
