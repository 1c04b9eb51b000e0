import type { ReactNode, Ref } from 'react';
import styles from './answers.module.css';

interface AnswersProps {
  /** The list itself, for whoever puts the focus or the screen at its start. */
  readonly ref?: Ref<HTMLDListElement>;
  readonly children: ReactNode;
}

/** What somebody is about to do, to be looked through before it is done. */
export function Answers({ ref, children }: AnswersProps) {
  return (
    <dl ref={ref} tabIndex={-1} className={styles['answers']}>
      {children}
    </dl>
  );
}

export function Answer({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
