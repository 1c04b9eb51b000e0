import { downloadDocument } from '../../client';
import { failureWords } from '../../shared/problem';
import { showToast } from '../../ui/toast';
import { text } from './documents.text';

/** Has the browser keep a document; nothing of it is shown here. A failure is told in passing. */
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
    // The browser has taken the address over by the next task.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    showToast({
      tone: 'failure',
      title: text.downloadFailed({ name }),
      detail: failureWords(error),
    });
  }
}
