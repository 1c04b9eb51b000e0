export { filePdf, type AttachedFile, type FilePart, type PaperFile } from './file-pdf';
export { letterHtml, styleHashOf } from './letter-html';
export { letterPdf, lettersPdf } from './letter-pdf';
export { letterRenderer } from './letter-renderer';
export type { ShownLetter } from './shown-letter';
