import type { LetterPreview } from '../../client';
import styles from './letter.module.css';

/** A letter word for word. */
export function Letter({ subject, text }: LetterPreview) {
  return (
    <div className={styles['letter']}>
      <p className={styles['subject']}>{subject}</p>
      <p className={styles['text']}>{text}</p>
    </div>
  );
}
