import { accept, refuse, type Actor, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import type { DocumentOpening, DocumentRecord, DocumentStore } from '../ports/document-store';
import type { Ports } from '../ports/ports';

/** A document with who was given its content, oldest first. */
export interface ListedDocument {
  readonly document: DocumentRecord;
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
  readonly document: DocumentRecord;
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
 * `case-not-found`, `document-not-found`.
 */
export function openDocument({
  records,
  clock,
  store,
}: Pick<Ports, 'records' | 'clock'> & { readonly store: DocumentStore }) {
  return async ({ caseId, id, reader }: OpenDocument): Promise<Result<OpenedDocument>> => {
    const document = await records.document(caseId, id);
    if (!document) return refuse((await records.case(caseId)) ? NO_SUCH_DOCUMENT : NO_SUCH_CASE);
    const content = await store.open(document.id, document.sha256);
    if (reader) await records.keepOpening(document, reader, await clock.now());
    return accept({ document, content });
  };
}

const NO_SUCH_DOCUMENT = {
  code: 'document-not-found',
  detail: 'the case has no document with this id',
} as const;
