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

/** A file that is part of the PDF as it was received. */
export interface AttachedFile {
  /** As readers list it, so without anything of a member. */
  readonly name: string;
  readonly description: string;
  readonly mediaType: string;
  /** When it was received. */
  readonly date: Date;
  readonly content: Buffer;
}

/** Papers that belong together, with an index on the first pages. */
export interface PaperFile {
  readonly title: string;
  /** Of the newest that is in it. */
  readonly date: Date;
  /** What comes before the index. */
  readonly cover: readonly LetterBlock[];
  readonly parts: readonly FilePart[];
  readonly attachments?: readonly AttachedFile[];
}

/** How an attachment relates to the file, which the types of the library leave out. */
const SUPPLEMENT = { relationship: 'Supplement' };

/** The pages on which parts begin move only if a longer number breaks a line of the index. */
const MOST_ATTEMPTS = 5;

/** A file as one tagged PDF (PDF/UA-1, ISO 14289-1): the same file always gives the same bytes. */
export async function filePdf(file: PaperFile): Promise<Buffer> {
  const { attachments = [], ...papers } = file;
  let pages: readonly number[] = papers.parts.map(() => 1);
  for (let attempt = 1; ; attempt += 1) {
    const drawn = await drawnWith(papers, pages);
    if (attempt === MOST_ATTEMPTS || drawn.pages.join() === pages.join()) {
      // What is attached moves no page, so it is put in only once they are right.
      if (attachments.length === 0) return drawn.bytes;
      return (await drawnWith({ ...papers, attachments }, pages)).bytes;
    }
    pages = drawn.pages;
  }
}

/** @param pages the page of each part, as the index tells them */
async function drawnWith(
  { title, date, cover, parts, attachments = [] }: PaperFile,
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
  for (const { name, description, mediaType: type, date: at, content } of attachments) {
    const options = { name, description, type, creationDate: at, modifiedDate: at, ...SUPPLEMENT };
    pdf.file(content, options);
  }
  numberPages(pdf, PAGE_WORDS.en);
  pdf.end();
  return { bytes: await bytes, pages: begun };
}
