import type { ReactNode, Ref } from 'react';
import styles from './answers.module.css';

interface AnswersProps {
  /** The list itself, to focus it or scroll to its start. */
  readonly ref?: Ref<HTMLDListElement>;
  readonly children: ReactNode;
}

/** What a person is about to do, to review before it is done. */
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
