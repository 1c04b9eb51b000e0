export { filePdf, type AttachedFile, type FilePart, type PaperFile } from './file-pdf';
export { LETTER_STYLE_HASH, letterHtml } from './letter-html';
export { letterPdf, lettersPdf } from './letter-pdf';
export type { ShownLetter } from './shown-letter';
