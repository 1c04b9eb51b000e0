import type { Document } from '../../client';
import { text } from './documents.text';
import styles from './document-caution.module.css';

/** Why a document can't be opened, or what in it can act by itself, in words; nothing if neither. */
export function DocumentCaution({ document }: { readonly document: Document }) {
  const found = document.activeContent ?? [];
  const { message: why } = document.scan;
  if (why !== null) {
    return (
      <p role="note" className={styles['caution']}>
        {why}
      </p>
    );
  }
  if (found.length === 0) return null;
  return (
    <p role="note" className={styles['caution']}>
      <strong>{text.caution.title}</strong> {found.map(({ message }) => message).join(' ')}{' '}
      {text.caution.hint}
    </p>
  );
}

/** Whether a document's content is given to anyone. */
export function canBeOpened({ scan }: Pick<Document, 'scan'>): boolean {
  return scan.message === null;
}
