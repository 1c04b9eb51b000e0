import type { ReactNode } from 'react';
import { useOpenDocument, type OpenDocument } from './open-document';
import styles from './document-link.module.css';

interface DocumentLinkProps {
  readonly document: OpenDocument;
  readonly children: ReactNode;
}

/** Opens a document of the case beside its criteria. */
export function DocumentLink({ document, children }: DocumentLinkProps) {
  const open = useOpenDocument();
  return (
    <button type="button" className={styles['link']} onClick={() => open(document)}>
      {children}
    </button>
  );
}
