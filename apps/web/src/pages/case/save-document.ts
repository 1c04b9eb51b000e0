import { downloadDocument } from '../../client';
import { failureWords } from '../../shared/problem';
import { showToast } from '../../ui/toast';
import { text } from './documents.text';
import { saveFile } from '../../shared/save-file';

/** Lets the browser save a document without showing it. A toast reports a failure. */
export async function saveDocument(
  caseId: string,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
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
  }
}
