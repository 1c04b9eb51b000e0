import { useQueryClient } from '@tanstack/react-query';
import { downloadDocument } from '../../client';
import { listDocumentsQueryKey } from '../../client/@tanstack/react-query.gen';
import { failureWords } from '../../shared/problem';
import { showToast } from '../../ui/toast';
import { text } from './documents.text';
import { saveFile } from '../../shared/save-file';

interface SavedDocument {
  readonly id: string;
  readonly name: string;
}

/** Lets the browser save a document without showing it. A toast reports a failure. */
export function useSaveDocument(caseId: string): (document: SavedDocument) => Promise<void> {
  const queries = useQueryClient();
  return async ({ id, name }) => {
    try {
      const { data } = await downloadDocument({
        path: { id: caseId, documentId: id },
        parseAs: 'blob',
      });
      saveFile(data, name);
    } catch (error) {
      showToast({
        tone: 'failure',
        title: text.downloadFailed({ name }),
        detail: failureWords(error),
      });
      return;
    }
    // Reading it is recorded.
    await queries.invalidateQueries({ queryKey: listDocumentsQueryKey({ path: { id: caseId } }) });
  };
}
