import { accept, refuse, type Actor, type Refusal, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import type { DocumentOpening, DocumentStore, ReceivedDocument } from '../ports/document-store';
import type { Ports } from '../ports/ports';

/** A document with who was given its content, oldest first. */
export interface ListedDocument {
  readonly document: ReceivedDocument;
  readonly openings: readonly DocumentOpening[];
}

/** The documents of a case, oldest first. Refused: `case-not-found`. */
export function documentsOf({ records }: Pick<Ports, 'records'>) {
  return async (caseId: string): Promise<Result<readonly ListedDocument[]>> => {
    if (!(await records.case(caseId))) return refuse(NO_SUCH_CASE);
    const documents = await records.documents(caseId);
    const openings = documents.length === 0 ? [] : await records.openings(caseId);
    return accept(
      documents.map((document) => ({
        document,
        openings: openings.filter(({ documentId }) => documentId === document.id),
      })),
    );
  };
}

/** A document with its content, as it was sent. */
export interface OpenedDocument {
  readonly document: ReceivedDocument;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface OpenDocument {
  readonly caseId: string;
  readonly id: string;
  /** Who is given the content; null for a call that only asks about it. */
  readonly reader: Actor | null;
}

/**
 * One document of a case. The record keeps who is given a content, before it goes out. Refused:
 * `case-not-found`, `document-not-found`, `document-held`, `document-infected`.
 */
export function openDocument({
  records,
  clock,
  store,
}: Pick<Ports, 'records' | 'clock'> & { readonly store: DocumentStore }) {
  return async ({ caseId, id, reader }: OpenDocument): Promise<Result<OpenedDocument>> => {
    const document = await records.document(caseId, id);
    if (!document) return refuse((await records.case(caseId)) ? NO_SUCH_DOCUMENT : NO_SUCH_CASE);
    const closed = whyClosed(document);
    if (closed) return refuse(closed);
    const content = await store.open(document.id, document.sha256);
    if (reader) await records.keepOpening(document, reader, await clock.now());
    return accept({ document, content });
  };
}

/** Why the content of a document is given to no one, and what to do; null if it can be opened. */
export function whyClosed({ scan }: Pick<ReceivedDocument, 'scan'>): Refusal | null {
  switch (scan.state) {
    case 'waiting':
      return {
        code: 'document-held',
        detail: 'The virus scan of this document is not finished. Open it in a moment.',
      };
    case 'infected':
      return {
        code: 'document-infected',
        detail: `The virus scan found ${scan.found ?? 'a virus'} in this document, so it can't be opened. Tell its sender, and ask for a clean copy.`,
      };
    case 'clean':
    case 'not-scanned':
      return null;
  }
}

const NO_SUCH_DOCUMENT = {
  code: 'document-not-found',
  detail: 'the case has no document with this id',
} as const;
