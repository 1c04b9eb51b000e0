import type { Document } from '../../client';
import { text } from './documents.text';
import styles from './document-caution.module.css';

/** What in a document can act by itself, in words; nothing if it has none. */
export function DocumentCaution({ document }: { readonly document: Document }) {
  const found = document.activeContent ?? [];
  if (found.length === 0) return null;
  return (
    <p role="note" className={styles['caution']}>
      <strong>{text.caution.title}</strong> {found.map(({ message }) => message).join(' ')}{' '}
      {text.caution.hint}
    </p>
  );
}
