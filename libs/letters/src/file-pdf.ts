import type { LetterBlock, LetterLanguage } from '@assent/application';
import { buffer } from 'node:stream/consumers';
import { drawBlocks, drawHeading, GAP, numberPages, PAGE_WORDS, taggedPdf } from './letter-pdf';

/** A part of a file, on pages of its own. */
export interface FilePart {
  readonly title: string;
  /** Of what it holds, for people. */
  readonly date: string;
  /** Of its blocks; English if absent. */
  readonly language?: LetterLanguage;
  readonly blocks: readonly LetterBlock[];
}

/** Papers that belong together, with an index on the first pages. */
export interface PaperFile {
  readonly title: string;
  /** Of the newest that is in it. */
  readonly date: Date;
  /** What comes before the index. */
  readonly cover: readonly LetterBlock[];
  readonly parts: readonly FilePart[];
}

/** The pages on which parts begin move only if a longer number breaks a line of the index. */
const MOST_ATTEMPTS = 5;

/** A file as one tagged PDF (PDF/UA-1, ISO 14289-1): the same file always gives the same bytes. */
export async function filePdf(file: PaperFile): Promise<Buffer> {
  let pages: readonly number[] = file.parts.map(() => 1);
  for (let attempt = 1; ; attempt += 1) {
    const drawn = await drawnWith(file, pages);
    if (attempt === MOST_ATTEMPTS || drawn.pages.join() === pages.join()) return drawn.bytes;
    pages = drawn.pages;
  }
}

/** @param pages the page of each part, as the index tells them */
async function drawnWith(
  { title, date, cover, parts }: PaperFile,
  pages: readonly number[],
): Promise<{ readonly bytes: Buffer; readonly pages: readonly number[] }> {
  const pdf = taggedPdf(title, 'en', date);
  const bytes = buffer(pdf);
  const structure = pdf.struct('Document');
  pdf.addStructure(structure);
  drawHeading(pdf, structure, title, 'H1');
  pdf.y += GAP;
  const items = parts.map(
    (part, place) => `${part.title}, ${part.date}: page ${pages[place] ?? 1}`,
  );
  drawBlocks(pdf, structure, [...cover, { type: 'list', introduction: 'Contents:', items }]);
  const begun = parts.map((part) => {
    pdf.addPage();
    const { start, count } = pdf.bufferedPageRange();
    drawHeading(pdf, structure, part.title, 'H2');
    pdf.y += GAP;
    const section = pdf.struct('Sect', { lang: part.language ?? 'en' });
    structure.add(section);
    drawBlocks(pdf, section, part.blocks, 'H3');
    section.end();
    return start + count;
  });
  structure.end();
  numberPages(pdf, PAGE_WORDS.en);
  pdf.end();
  return { bytes: await bytes, pages: begun };
}
