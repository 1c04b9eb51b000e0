import type { LetterBlock, LetterLanguage, LetterList, LetterReference } from '@assent/application';
import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { BOLD, REGULAR, showable } from './letter-fonts';
import type { ShownLetter } from './shown-letter';

export type Pdf = InstanceType<typeof PDFDocument>;
export type Structure = ReturnType<Pdf['struct']>;

/** In points: US Letter with margins of an inch. */
const MARGIN = 72;
const WIDTH = 8.5 * 72 - 2 * MARGIN;
const BOTTOM = 11 * 72 - MARGIN;

/** In points from the top: where a letter with a postal address begins, and what a window shows. */
const MAILED_TOP = 36;
const WINDOW = { top: 153, bottom: 234 };

const SIZE = 11;
const SMALL = 9.5;
export const GAP = 10;
const INDENT = 16;
const BLACK = '#1b1b1b';
const GRAY = '#4a4a4a';

/** What stays with the line before it, or with the end of the letter, in lines. */
const KEPT_LINES = 2;
const MAX_KEPT_LINES = 8;

export const PAGE_WORDS: Readonly<Record<LetterLanguage, (page: number, pages: number) => string>> =
  {
    en: (page, pages) => `Page ${page} of ${pages}`,
    es: (page, pages) => `Página ${page} de ${pages}`,
  };

/**
 * That the PDF follows PDF/UA-1. PDFKit's own option for it also writes a list of glyphs that leaves
 * out the parts of accented letters, which the standard forbids.
 */
const PDF_UA = `<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>`;

/** The letter as a tagged PDF (PDF/UA-1, ISO 14289-1). */
export async function letterPdf({ subject, sentAt, content }: ShownLetter): Promise<Buffer> {
  const { language, blocks } = content;
  const pdf = taggedPdf(subject, language, sentAt);
  const bytes = buffer(pdf);
  const structure = pdf.struct('Document');
  pdf.addStructure(structure);
  drawLetter(pdf, structure, blocks);
  structure.end();
  numberPages(pdf, PAGE_WORDS[language]);
  pdf.end();
  return bytes;
}

/**
 * Letters as one tagged PDF, to be printed: each begins on a page of its own, which an odd number of
 * pages before it would put on the back of another's letter, and has its own page numbers.
 */
export async function lettersPdf(letters: readonly ShownLetter[]): Promise<Buffer> {
  const [first] = letters;
  if (!first) throw new Error('there is no letter to print');
  const newest = new Date(Math.max(...letters.map(({ sentAt }) => sentAt.getTime())));
  const pdf = taggedPdf(LETTERS_TITLE, first.content.language, newest);
  const bytes = buffer(pdf);
  const structure = pdf.struct('Document');
  pdf.addStructure(structure);
  for (const [position, { content }] of letters.entries()) {
    const { blocks, language } = content;
    if (position > 0) {
      if (pdf.bufferedPageRange().count % 2 === 1) pdf.addPage();
      pdf.addPage();
    }
    const before = pdf.bufferedPageRange().count - 1;
    const section = pdf.struct('Sect', { lang: language });
    structure.add(section);
    drawLetter(pdf, section, blocks);
    section.end();
    numberPages(pdf, PAGE_WORDS[language], before);
  }
  structure.end();
  pdf.end();
  return bytes;
}

const LETTERS_TITLE = 'Letters';

/** An empty PDF/UA-1 document, whose pages can be numbered once all are there. */
export function taggedPdf(title: string, language: LetterLanguage, date: Date): Pdf {
  const pdf = new PDFDocument({
    size: 'LETTER',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    font: REGULAR,
    info: { Title: titleOf(title), CreationDate: date },
  });
  pdf.appendXML(PDF_UA);
  return pdf;
}

/** The blocks of a letter that begins at the top of a page. */
function drawLetter(pdf: Pdf, structure: Structure, blocks: readonly LetterBlock[]): void {
  const isMailed = blocks.some((block) => block.type === 'addressee' && block.isPostal);
  if (isMailed) pdf.y = MAILED_TOP;
  drawBlocks(pdf, structure, blocks, 'H1', isMailed);
}

/**
 * @param heading what the subject of a letter is in the whole
 * @param isMailed whether a postal address is placed for the window of an envelope
 */
export function drawBlocks(
  pdf: Pdf,
  structure: Structure,
  blocks: readonly LetterBlock[],
  heading: Heading = 'H1',
  isMailed = false,
): void {
  blocks.forEach((block, position) => {
    if (position > 0) pdf.y += GAP;
    const next = blocks[position + 1];
    const signature = next?.type === 'signature' ? next.text : null;
    draw(pdf, structure, block, { signature, heading, isMailed });
  });
}

/** PDFKit writes the title into XML as it is. */
function titleOf(subject: string): string {
  return subject.replace(/[<>&]/g, ' ');
}

type Heading = 'H1' | 'H2' | 'H3';

interface Place {
  /** What ends the letter right after the block: it never stands alone on a page. */
  readonly signature: string | null;
  readonly heading: Heading;
  /** The letter begins a page, so that a window of its envelope shows the address. */
  readonly isMailed: boolean;
}

function draw(
  pdf: Pdf,
  structure: Structure,
  block: LetterBlock,
  { signature, heading, isMailed }: Place,
): void {
  switch (block.type) {
    case 'letterhead':
      drawLetterhead(pdf, structure, block);
      return;
    case 'addressee':
      if (block.isPostal && isMailed) drawInWindow(pdf, structure, block.lines);
      else paragraph(pdf, structure, block.lines.join('\n'));
      return;
    case 'reference':
      drawReference(pdf, structure, block.entries);
      return;
    case 'subject':
      drawHeading(pdf, structure, block.text, heading);
      return;
    case 'list':
      drawList(pdf, structure, block, signature);
      return;
    case 'date':
    case 'paragraph':
      paragraph(pdf, structure, block.text, signature);
      return;
    case 'signature':
      pdf.y += GAP;
      paragraph(pdf, structure, block.text);
      return;
  }
}

function drawLetterhead(
  pdf: Pdf,
  structure: Structure,
  { name, lines }: Extract<LetterBlock, { type: 'letterhead' }>,
): void {
  tagged(pdf, structure, 'P', () => {
    write(pdf, name, { font: BOLD, size: 15 });
    write(pdf, lines.join('\n'), { size: SMALL, color: GRAY });
  });
  pdf.y += GAP;
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf
    .moveTo(MARGIN, pdf.y)
    .lineTo(MARGIN + WIDTH, pdf.y)
    .lineWidth(0.75)
    .stroke(BLACK);
  pdf.endMarkedContent();
  pdf.y += GAP;
}

/** An address where the window of a #10 envelope shows it and nothing else, if the letter is folded in three. */
function drawInWindow(pdf: Pdf, structure: Structure, lines: readonly string[]): void {
  pdf.y = Math.max(pdf.y, WINDOW.top);
  tagged(pdf, structure, 'P', () => write(pdf, lines.join('\n')));
  pdf.y = Math.max(pdf.y, WINDOW.bottom);
}

function drawReference(pdf: Pdf, structure: Structure, entries: readonly LetterReference[]): void {
  tagged(pdf, structure, 'P', () => {
    for (const { label, value } of entries) {
      write(pdf, `${label}: `, { font: BOLD, isContinued: true });
      pdf.font(REGULAR).text(showable(value));
    }
  });
}

export function drawHeading(pdf: Pdf, structure: Structure, text: string, heading: Heading): void {
  const look = { font: BOLD, size: 13 };
  pdf.y += GAP;
  keep(pdf, height(pdf, text, look) + GAP + (KEPT_LINES + 1) * lineHeight(pdf));
  tagged(pdf, structure, heading, () => write(pdf, text, look));
}

function drawList(
  pdf: Pdf,
  structure: Structure,
  { introduction, items }: LetterList,
  signature: string | null,
): void {
  const [first = ''] = items;
  keep(pdf, height(pdf, introduction) + kept(pdf, first, { indent: INDENT }));
  tagged(pdf, structure, 'P', () => write(pdf, introduction));
  const list = pdf.struct('L');
  structure.add(list);
  for (const [position, item] of items.entries()) {
    const isLast = position === items.length - 1;
    pdf.y += GAP / 4;
    keep(pdf, kept(pdf, item, { indent: INDENT }) + (isLast ? roomFor(pdf, signature) : 0));
    const { y } = pdf;
    const label = pdf.struct('Lbl', {}, () =>
      write(pdf, '•', { indent: INDENT / 4, width: INDENT }),
    );
    const body = pdf.struct('LBody', {}, () => {
      pdf.y = y;
      write(pdf, item, { indent: INDENT });
    });
    list.add(pdf.struct('LI', {}, [label, body]));
  }
  list.end();
}

function paragraph(
  pdf: Pdf,
  structure: Structure,
  text: string,
  signature: string | null = null,
): void {
  keep(pdf, kept(pdf, text) + roomFor(pdf, signature));
  tagged(pdf, structure, 'P', () => write(pdf, text));
}

function tagged(pdf: Pdf, structure: Structure, type: string, content: () => void): void {
  structure.add(pdf.struct(type, {}, content));
}

interface Look {
  readonly font?: string;
  readonly size?: number;
  readonly color?: string;
  readonly indent?: number;
  readonly width?: number;
  readonly isContinued?: boolean;
}

function write(pdf: Pdf, text: string, look: Look = {}): void {
  const { indent = 0, width = WIDTH - indent, color = BLACK, isContinued = false } = look;
  dress(pdf, look)
    .fillColor(color)
    .text(showable(text), MARGIN + indent, pdf.y, { width, continued: isContinued });
}

function dress(pdf: Pdf, { font = REGULAR, size = SIZE }: Look): Pdf {
  return pdf.font(font).fontSize(size);
}

function height(pdf: Pdf, text: string, look: Look = {}): number {
  const { indent = 0, width = WIDTH - indent } = look;
  return dress(pdf, look).heightOfString(showable(text), { width });
}

function lineHeight(pdf: Pdf): number {
  return dress(pdf, {}).currentLineHeight(true);
}

function roomFor(pdf: Pdf, signature: string | null): number {
  return signature === null ? 0 : 2 * GAP + height(pdf, signature);
}

/** How much of a text stays together: all of a short one, the first lines of a long one. */
function kept(pdf: Pdf, text: string, look: Look = {}): number {
  const whole = height(pdf, text, look);
  const line = lineHeight(pdf);
  return whole <= MAX_KEPT_LINES * line ? whole : KEPT_LINES * line;
}

/** Continues on a new page unless there is still that much room. */
function keep(pdf: Pdf, room: number): void {
  if (pdf.y + room > BOTTOM) pdf.addPage();
}

/** @param before how many pages are of something else */
export function numberPages(
  pdf: Pdf,
  words: (page: number, pages: number) => string,
  before = 0,
): void {
  const range = pdf.bufferedPageRange();
  const [start, count] = [range.start + before, range.count - before];
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(start + page);
    // Otherwise a text in the margin starts another page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    dress(pdf, { size: SMALL })
      .fillColor(GRAY)
      .text(words(page + 1, count), MARGIN, BOTTOM + MARGIN / 2, { width: WIDTH, align: 'center' });
    pdf.endMarkedContent();
  }
}
