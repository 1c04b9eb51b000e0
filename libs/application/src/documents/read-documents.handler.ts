import { accept, refuse, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import type { DocumentRecord, DocumentStore } from '../ports/document-store';
import type { Ports } from '../ports/ports';

/** The documents of a case, oldest first. Refused: `case-not-found`. */
export function documentsOf({ records }: Pick<Ports, 'records'>) {
  return async (caseId: string): Promise<Result<readonly DocumentRecord[]>> =>
    (await records.case(caseId)) ? accept(await records.documents(caseId)) : refuse(NO_SUCH_CASE);
}

/** A document with its content, as it was sent. */
export interface OpenedDocument {
  readonly document: DocumentRecord;
  readonly content: AsyncIterable<Uint8Array>;
}

/** One document of a case. Refused: `case-not-found`, `document-not-found`. */
export function openDocument({
  records,
  store,
}: Pick<Ports, 'records'> & { readonly store: DocumentStore }) {
  return async (caseId: string, id: string): Promise<Result<OpenedDocument>> => {
    const document = await records.document(caseId, id);
    if (document) return accept({ document, content: await store.open(document.id) });
    return refuse((await records.case(caseId)) ? NO_SUCH_DOCUMENT : NO_SUCH_CASE);
  };
}

const NO_SUCH_DOCUMENT = {
  code: 'document-not-found',
  detail: 'the case has no document with this id',
} as const;
