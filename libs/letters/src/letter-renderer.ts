import type { LetterRenderer } from '@assent/application';
import { letterHtml } from './letter-html';
import { letterPdf } from './letter-pdf';

/** Raise it whenever a letter is drawn otherwise: each kept form names the version that drew it. */
const RENDERER_VERSION = 1;

/** Draws each form of a letter. */
export const letterRenderer: LetterRenderer = {
  draw: async ({ subject, content }, at) => ({
    renderer: RENDERER_VERSION,
    html: letterHtml({ subject, content }),
    pdf: await letterPdf({ subject, content, sentAt: at }),
  }),
};
