import { downloadDocument } from '../../client';
import { failureWords } from '../../shared/problem';
import { showToast } from '../../ui/toast';
import { text } from './documents.text';

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
    const address = URL.createObjectURL(data);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // The browser has read the address by the next task.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    showToast({
      tone: 'failure',
      title: text.downloadFailed({ name }),
      detail: failureWords(error),
    });
  }
}
