import type { LetterPreview } from '../../client';
import styles from './letter.module.css';

/** A letter verbatim, with its subject where that is known. */
export function Letter({
  subject,
  text,
}: Pick<LetterPreview, 'text'> & Partial<Pick<LetterPreview, 'subject'>>) {
  return (
    <div className={styles['letter']}>
      {subject === undefined ? null : <p className={styles['subject']}>{subject}</p>}
      <p className={styles['text']}>{text}</p>
    </div>
  );
}
