import { readAppealFile, readLetter } from '../../client';
import { failureWords } from '../../shared/problem';
import { saveFile } from '../../shared/save-file';
import { showToast } from '../../ui/toast';
import { text } from './text';

/** Lets the browser save a sent letter as a PDF. A toast reports a failure. */
export function saveLetter(letterId: string): Promise<void> {
  const read = () =>
    readLetter({ path: { letterId }, headers: { accept: 'application/pdf' }, parseAs: 'blob' });
  return savePdf(read, text.letters.downloadFailed);
}

/** Lets the browser save the case file of an appeal, as `saveLetter`. */
export function saveAppealFile(id: string): Promise<void> {
  const read = () => readAppealFile({ path: { id }, parseAs: 'blob' });
  return savePdf(read, text.appeals.file.downloadFailed);
}

interface Read {
  readonly data: unknown;
  readonly response: Response;
}

async function savePdf(read: () => Promise<Read>, failed: string): Promise<void> {
  try {
    const { data, response } = await read();
    saveFile(data as Blob, fileNameOf(response));
  } catch (error) {
    showToast({ tone: 'failure', title: failed, detail: failureWords(error) });
  }
}

/** The name that the API gives the file; its names need no quotes and no encoding. */
function fileNameOf({ headers }: Response): string {
  return /filename="?([\w.-]+)/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'file.pdf';
}
