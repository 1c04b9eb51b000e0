import type { LetterPreview } from '../../client';
import styles from './letter.module.css';

/** A letter verbatim. */
export function Letter({ subject, text }: Pick<LetterPreview, 'subject' | 'text'>) {
  return (
    <div className={styles['letter']}>
      <p className={styles['subject']}>{subject}</p>
      <p className={styles['text']}>{text}</p>
    </div>
  );
}
