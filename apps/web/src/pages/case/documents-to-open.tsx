import { useQuery } from '@tanstack/react-query';
import type { DocumentList } from '../../client';
import { listDocumentsOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { DocumentLink } from './document-link';
import { text } from './text';
import styles from './forms.module.css';

const words = text.documentsToOpen;

type Listed = DocumentList['items'][number];

/** A document of a case, and whether this person was given its content. */
export interface ReceivedDocument {
  readonly document: Listed;
  readonly isOpened: boolean;
}

/** The documents of a case that a person can read, now or after their virus scan, also those that came in since the page was opened. */
export function useReceivedDocuments(caseId: string): readonly ReceivedDocument[] {
  const { subject } = useSession();
  const { data } = useQuery(listDocumentsOptions({ path: { id: caseId } }));
  return (data?.items ?? [])
    .filter(({ scan }) => scan.state !== 'infected')
    .map((document) => ({
      document,
      isOpened: document.openings.some(({ by }) => by.subject === subject),
    }));
}

/** Why a denial can't be signed, or upheld, yet, in a sentence; null if each document was opened. */
export function unopenedLack(documents: readonly ReceivedDocument[]): string | null {
  const count = documents.filter(({ isOpened }) => !isOpened).length;
  return count === 0 ? null : words.lack({ count });
}

interface DocumentsToOpenProps {
  readonly documents: readonly ReceivedDocument[];
  /** Whether a denial is signed, or upheld, which needs all of them opened. */
  readonly isDenial: boolean;
}

/** What came in with a case, to be opened before it is decided. Opened ones stay, so that the focus does. */
export function DocumentsToOpen({ documents, isDenial }: DocumentsToOpenProps) {
  if (documents.length === 0) return null;
  const count = documents.filter(({ isOpened }) => !isOpened).length;
  return (
    <section aria-label={words.title} className={styles['received']}>
      <h3>{words.title}</h3>
      <p role="status" className={styles['note']}>
        {count === 0 ? words.allOpened : isDenial ? words.lack({ count }) : words.note({ count })}
      </p>
      <ul>
        {documents.map(({ document: { id, name }, isOpened }) => (
          <li key={id}>
            <DocumentLink document={{ id, name, page: null }}>{name}</DocumentLink>
            <Badge tone={isOpened ? 'met' : 'unknown'}>
              {isOpened ? words.opened : words.toOpen}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}
