import { readLetter } from '../../client';
import { failureWords } from '../../shared/problem';
import { showToast } from '../../ui/toast';
import { saveFile } from '../../shared/save-file';
import { text } from './text';

const { letters } = text;

/** Lets the browser save a sent letter as a PDF. A toast reports a failure. */
export async function saveLetter(letterId: string): Promise<void> {
  try {
    const { data, response } = await readLetter({
      path: { letterId },
      headers: { accept: 'application/pdf' },
      parseAs: 'blob',
    });
    saveFile(data as unknown as Blob, fileNameOf(response));
  } catch (error) {
    showToast({
      tone: 'failure',
      title: letters.downloadFailed,
      detail: failureWords(error),
    });
  }
}

/** The name that the API gives the file; its names need no quotes and no encoding. */
function fileNameOf({ headers }: Response): string {
  return /filename="?([\w.-]+)/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'letter.pdf';
}
