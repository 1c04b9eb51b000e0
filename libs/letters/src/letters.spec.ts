import { contentOfText, letterText, type LetterBlock } from '@assent/application';
import { Parser } from 'htmlparser2';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { letterHtml, styleHashOf } from './letter-html';
import { filePdf, type FilePart, type PaperFile } from './file-pdf';
import { letterPdf, lettersPdf } from './letter-pdf';
import { letterRenderer } from './letter-renderer';
import type { ShownLetter } from './shown-letter';

const SUBJECT = 'PA-AB2CD-EF3GH: information request';

const PARAGRAPH =
  'We need more information to make a determination on this request, and ask you to send it to us.';

function letterOf(...body: readonly LetterBlock[]): ShownLetter {
  return {
    subject: SUBJECT,
    sentAt: new Date('2026-11-22T15:04:05.678Z'),
    content: {
      recipient: 'prescriber',
      language: 'en',
      version: 2,
      blocks: [
        { type: 'letterhead', name: 'Test Health Plan', lines: ['100 Market Street', 'Phone 1'] },
        { type: 'date', text: 'November 22, 2026' },
        { type: 'addressee', lines: ['To the office of Łucja Żółć MD (NPI 1234567893)'] },
        {
          type: 'reference',
          entries: [
            { label: 'Case', value: 'PA-AB2CD-EF3GH' },
            { label: 'Member', value: 'José Núñez, member ID TM1000001' },
          ],
        },
        { type: 'subject', text: SUBJECT },
        ...body,
        { type: 'signature', text: 'Test Health Plan' },
      ],
    },
  };
}

const paragraphs = (count: number): LetterBlock[] =>
  Array.from({ length: count }, () => ({ type: 'paragraph', text: PARAGRAPH }));

const LIST: LetterBlock = {
  type: 'list',
  introduction: 'Please send us:',
  items: ['Which drugs are given with it?', 'Is the disease symptomatic?'],
};

const SHORT = letterOf(...paragraphs(1), LIST);

describe('a letter as HTML', () => {
  it('has the words of its text, and its subject as the only heading', () => {
    const { text, headings } = readHtml(letterHtml(SHORT));
    expect(text).toBe(letterText(SHORT.content));
    expect(headings).toEqual([SUBJECT]);
  });

  it('has only words, whatever they are', () => {
    const hostile = `<script>alert(1)</script>&amp; " ' \u00a0 <!-- </style> </main>`;
    const letter = {
      ...letterOf(
        { type: 'paragraph', text: hostile },
        { type: 'list', introduction: hostile, items: [hostile, hostile] },
        { type: 'reference', entries: [{ label: hostile, value: hostile }] },
        { type: 'letterhead', name: hostile, lines: [hostile, hostile] },
        { type: 'addressee', lines: [hostile, hostile] },
      ),
      subject: hostile,
    };
    const { text, title, tags } = readHtml(letterHtml(letter));
    expect(text).toBe(letterText(letter.content));
    expect(title).toBe(hostile);
    expect([...tags].sort()).toEqual(
      ['body', 'br', 'h1', 'head', 'header', 'html', 'li', 'main', 'meta', 'p', 'strong'].concat([
        'style',
        'title',
        'ul',
      ]),
    );
  });

  it('names its language, and the digest of its only style', () => {
    const html = letterHtml(SHORT);
    const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(html).toContain('<html lang="en">');
    expect(styleHashOf(html)).toBe(`'sha256-${digest}'`);
    expect(html).not.toMatch(/url\(|@import|\shref=|\ssrc=|\sstyle=/);
  });
});

describe('a letter as PDF', () => {
  it('is tagged, and has its language and a title that shows', async () => {
    const { pages, metadata, ...about } = await read(SHORT);
    expect(about).toEqual({
      isTagged: true,
      showsTitle: true,
      title: SUBJECT,
      language: 'en',
      created: 'D:20261122150405Z',
    });
    expect(metadata).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
    expect(metadata).toMatch(/<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>PA-AB2CD-EF3GH: information/);
    const ITEM = ['LI', ['Lbl', 'LBody']];
    expect(pages.map(({ tree }) => tree)).toEqual([
      ['Root', [['Document', ['P', 'P', 'P', 'P', 'H1', 'P', 'P', ['L', [ITEM, ITEM]], 'P']]]],
    ]);
  });

  it('is on US Letter paper, with embedded fonts', async () => {
    const { pages } = await read(SHORT);
    const raw = (await letterPdf(SHORT)).toString('latin1');
    expect(pages.map(({ size }) => size)).toEqual([[0, 0, 612, 792]]);
    expect(raw.match(/\/FontFile2 /g)).toHaveLength(2);
    // PDFKit's would leave out the parts of accented letters (ISO 14289-1, 7.21.4.2).
    expect(raw).not.toContain('/CIDSet');
    expect(raw.match(/\/Subtype \/(?:Type1|TrueType|Type3)/g)).toBeNull();
  });

  it('has the words of its text and its subject, and page numbers apart', async () => {
    const { pages } = await read(SHORT);
    expect(pages.map(({ artifacts }) => artifacts)).toEqual(['Page 1 of 1']);
    expect(flat(pages.map(({ text }) => text).join(' '))).toBe(wordsOf(SHORT));
  });

  it('has its language and its page numbers in Spanish, if it is in Spanish', async () => {
    const { content } = letterOf({ type: 'paragraph', text: '¿Tiene preguntas? Llámenos.' });
    const letter = {
      ...SHORT,
      content: { ...content, recipient: 'member', language: 'es' },
    } as const;
    const { language, pages } = await read(letter);
    expect([language, ...pages.map(({ artifacts }) => artifacts)]).toEqual(['es', 'Página 1 de 1']);
    expect(pages[0]!.text).toContain('¿Tiene preguntas? Llámenos.');
    expect(letterHtml(letter)).toContain('<html lang="es">');
  });

  it.each([
    'José Núñez, Ángela Ibáñez Güell',
    'Łucja Żółć, Śćężąń, Đorđe Čapek, Őrsi Űri',
    'Nguyễn Thị Hường, Trần Đức Phượng',
    'office, affluent, fjord, AVATAR — “quoted”, 5 µg ≤ 10 %',
    'Jose\u0301 Nu\u0301n\u0303ez',
  ])('keeps the letters of %j', async (words) => {
    const { pages } = await read(letterOf({ type: 'paragraph', text: words }));
    expect(flat(pages[0]!.text)).toContain(flat(words.normalize('NFKC')));
  });

  it('breaks a word without end, and loses nothing of it', async () => {
    const { pages } = await read(letterOf({ type: 'paragraph', text: 'Ñ'.repeat(4_000) }));
    const text = pages.map((page) => page.text).join('');
    expect(text.replace(/\s/g, '')).toContain('Ñ'.repeat(4_000));
  });

  it('marks a character that the font does not have', async () => {
    const { pages } = await read(letterOf({ type: 'paragraph', text: 'A\u{1f600}B 漢' }));
    expect(pages[0]!.text).toContain('A\ufffdB \ufffd');
  });

  it('goes on over pages, with each structure closed on each of them', async () => {
    const long: LetterBlock = { type: 'paragraph', text: PARAGRAPH.repeat(30) };
    const letter = letterOf(...paragraphs(8), LIST, long);
    const { pages } = await read(letter);
    expect(pages.map(({ artifacts, isClosed }) => [artifacts, isClosed])).toEqual([
      ['Page 1 of 2', true],
      ['Page 2 of 2', true],
    ]);
    expect(flat(pages.map(({ text }) => text).join(' '))).toBe(wordsOf(letter));
  });

  it('is printed with others, each on a sheet of its own, with its own page numbers', async () => {
    const [long, spanish] = [letterOf(...paragraphs(12), LIST), SHORT].map((letter, position) => ({
      ...letter,
      content: { ...letter.content, language: position === 0 ? ('en' as const) : ('es' as const) },
    }));
    const bytes = await lettersPdf([SHORT, long!, spanish!]);
    const [{ pages }] = readPdfs([bytes]) as [Found];
    expect(pages.map(({ artifacts, isClosed }) => [artifacts, isClosed])).toEqual([
      ['Page 1 of 1', true],
      ['', true],
      ['Page 1 of 2', true],
      ['Page 2 of 2', true],
      ['Página 1 de 1', true],
    ]);
    expect(await lettersPdf([SHORT, long!, spanish!])).toEqual(bytes);
  });

  it.each([1, 4])(
    'has a postal address, and nothing else, where the window of an envelope is (%i lines of letterhead)',
    async (count) => {
      const address = ['José Núñez', '7 Long Street', 'Apartment 12', 'Springfield, IL 62701'];
      const { content, ...letter } = letterOf(...paragraphs(2));
      const [letterhead, date, , ...rest] = content.blocks;
      const lines = Array.from({ length: count }, (_, line) => `Line ${line}`);
      const { pages } = await read({
        ...letter,
        content: {
          ...content,
          blocks: [
            { type: 'letterhead', name: 'Test Health Plan', lines },
            { type: 'addressee', lines: address, isPostal: true },
            date!,
            ...rest,
          ],
        },
      });
      expect(letterhead?.type).toBe('letterhead');
      // A #10 envelope shows it wherever the letter lies, folded in three: 2.05 to 3.15 inches.
      const shown = pages[0]!.tops.filter(({ top }) => top > 2.05 * 72 && top - 11 < 3.2 * 72);
      expect(shown.map(({ text }) => text)).toEqual(address);
      expect(Math.min(...shown.map(({ top }) => top)) - 11).toBeGreaterThan(2.04 * 72);
      expect(Math.max(...shown.map(({ top }) => top)) + 3).toBeLessThan(3.17 * 72);
    },
  );

  it('leaves no heading, no beginning of a list and no signature alone on a page', async () => {
    const subject: LetterBlock = { type: 'subject', text: SUBJECT };
    const lineCounts = Array.from({ length: 14 }, (_, position) => 10 + position);
    const letters = lineCounts.flatMap((count) => {
      const lines = Array.from({ length: count }, () => ({ type: 'date', text: 'line' }) as const);
      const two = paragraphs(2);
      return [letterOf(...lines), letterOf(...lines, LIST), letterOf(...lines, subject, ...two)];
    });
    const texts = (await readAll(letters)).map(({ pages }) => pages.map(({ text }) => text.trim()));
    expect(new Set(texts.map(({ length }) => length))).toEqual(new Set([1, 2]));
    expect(texts.map((each) => each.at(-1))).not.toContain('Test Health Plan');
    const ends = texts.flat().map((text) => text.split('\n').at(-1));
    expect(ends).toContain('line');
    expect(ends).not.toContain('Please send us:');
    expect(ends).not.toContain(SUBJECT);
  });

  it('is made of the same bytes each time, and of others for another letter', async () => {
    const [one, again] = [await letterPdf(SHORT), await letterPdf(SHORT)];
    await letterPdf(letterOf(...paragraphs(3)));
    const later = await letterPdf({ ...SHORT, sentAt: new Date('2026-11-23T15:00:00Z') });
    expect(again.equals(one)).toBe(true);
    expect((await letterPdf(SHORT)).equals(one)).toBe(true);
    expect(later.equals(one)).toBe(false);
  });

  it('is made of a text alone, if only that was kept', async () => {
    const text = 'Test Health Plan\n\nPlease send us:\n- this & <that>';
    const { pages, title } = await read({
      ...SHORT,
      subject: 'PA-1: <b> & more',
      content: contentOfText('PA-1: <b> & more', text),
    });
    expect(title).toBe('PA-1:  b    more');
    expect(flat(pages[0]!.text)).toBe(flat(`PA-1: <b> & more ${text}`));
  });
});

test('letters are drawn otherwise only with another version of the renderer', async () => {
  const texts = ['José Núñez, Łucja Żółć', 'line 1\nline 2', PARAGRAPH.repeat(30)];
  const postal: LetterBlock = { type: 'addressee', lines: ['José Núñez'], isPostal: true };
  const letter = letterOf(
    postal,
    LIST,
    ...texts.map((text) => ({ type: 'paragraph', text }) as const),
  );
  const { html, pdf, renderer } = await letterRenderer.draw(letter, letter.sentAt);
  expect(html).toBe(letterHtml(letter));
  expect(Buffer.from(pdf)).toEqual(await letterPdf(letter));
  // Compressed streams differ between machines: what a reader finds in the PDF does not.
  const drawn = JSON.stringify([html, readPdfs([Buffer.from(pdf)])]);
  expect([renderer, createHash('sha256').update(drawn).digest('hex')]).toEqual([
    1,
    '8c638b9576456d7e8194f2064422cdebd05ec29d99228ccc877f97fd81cabe7e',
  ]);
});

describe('a file of papers as PDF', () => {
  const file = (...parts: readonly FilePart[]): PaperFile => ({
    title: 'Case file of appeal AP-AB2CD-EF3GH',
    date: new Date('2026-11-22T15:04:05.678Z'),
    cover: [{ type: 'reference', entries: [{ label: 'SHA-256 of the contents', value: 'ab12' }] }],
    parts,
  });
  const part = (title: string, ...blocks: readonly LetterBlock[]): FilePart => ({
    title,
    date: 'November 22, 2026',
    blocks,
  });
  const SUMMARY = part('Case summary', ...paragraphs(1), LIST);
  const LONG = part('Timeline', ...paragraphs(40));
  const LETTER = part('Letter: denial', ...SHORT.content.blocks);

  it('has its digest and an index of pages first, then each part on its own pages', async () => {
    const [read] = readPdfs([await filePdf(file(SUMMARY, LONG, LETTER))]);
    const texts = read!.pages.map(({ text }) => flat(text));
    expect(texts[0]).toContain('SHA-256 of the contents: ab12');
    expect(texts[0]!.match(/, November 22, 2026: page \d+/g)).toHaveLength(3);
    for (const { title } of [SUMMARY, LONG, LETTER]) {
      const page = new RegExp(`${title}, November 22, 2026: page (\\d+)`).exec(texts[0]!)?.[1];
      expect(texts[Number(page) - 1]?.startsWith(title)).toBe(true);
    }
    expect(read!.pages.map(({ isClosed }) => isClosed)).toEqual(texts.map(() => true));
    expect(read).toMatchObject({ isTagged: true, showsTitle: true, language: 'en' });
  });

  it('is right, too, with an index of several pages and parts without end', async () => {
    const parts = Array.from({ length: 120 }, (_, place) =>
      part(`Part ${place + 1}.`, ...paragraphs(1)),
    );
    const [read] = readPdfs([await filePdf(file(...parts))]);
    const texts = read!.pages.map(({ text }) => flat(text));
    const index = [...texts.join(' ').matchAll(/(Part \d+\.), November 22, 2026: page (\d+)/g)];
    expect(index).toHaveLength(120);
    for (const [, title = '', page] of index) {
      expect(texts[Number(page) - 1]?.startsWith(title)).toBe(true);
    }
  });

  it('nests the headings of its parts and letters', async () => {
    const [read] = readPdfs([await filePdf(file(SUMMARY, LETTER))]);
    const headings = JSON.stringify(read!.pages.map(({ tree }) => tree)).match(/H\d/g);
    expect(headings).toEqual(['H1', 'H2', 'H2', 'H3']);
  });

  it('has its attachments as they are, and the same bytes with them each time', async () => {
    const content = Buffer.from('as it was received');
    const attachment = {
      name: 'document-1.txt',
      description: 'Received document 1',
      mediaType: 'text/plain',
      date: new Date('2026-11-22T15:04:05Z'),
      content,
    };
    const papers = { ...file(SUMMARY, LETTER), attachments: [attachment] };
    const [one, again] = [await filePdf(papers), await filePdf(papers)];
    expect(again.equals(one)).toBe(true);
    const [read] = readPdfs([one]);
    expect(read).toMatchObject({
      isTagged: true,
      attachments: [
        {
          name: 'document-1.txt',
          description: 'Received document 1',
          sha256: createHash('sha256').update(content).digest('hex'),
        },
      ],
    });
    const [without] = readPdfs([await filePdf(file(SUMMARY, LETTER))]);
    expect(without!.pages).toEqual(read!.pages);
  });

  it('is made of the same bytes each time', async () => {
    const papers = file(SUMMARY, LONG, LETTER);
    const [one, again] = [await filePdf(papers), await filePdf(papers)];
    expect(again.equals(one)).toBe(true);
    expect((await filePdf(file(SUMMARY, LETTER))).equals(one)).toBe(false);
  });
});

const found = z.object({
  isTagged: z.boolean(),
  showsTitle: z.boolean(),
  title: z.string(),
  language: z.string(),
  created: z.string(),
  metadata: z.string(),
  attachments: z
    .array(z.object({ name: z.string(), description: z.string(), sha256: z.string() }))
    .optional(),
  pages: z.array(
    z.object({
      size: z.array(z.number()),
      tree: z.unknown(),
      text: z.string(),
      artifacts: z.string(),
      isClosed: z.boolean(),
      tops: z.array(z.object({ text: z.string(), top: z.number() })),
    }),
  ),
});

type Found = z.infer<typeof found>;

async function read(letter: ShownLetter): Promise<Found> {
  const [only] = await readAll([letter]);
  return only!;
}

async function readAll(letters: readonly ShownLetter[]): Promise<readonly Found[]> {
  return readPdfs(await Promise.all(letters.map(letterPdf)));
}

/** The reader is an ES module that Jest can't load. */
function readPdfs(pdfs: readonly Buffer[]): readonly Found[] {
  const reader = join(__dirname, '..', 'reader', 'read-pdf.mjs');
  const files = pdfs.map((pdf) => pdf.toString('base64'));
  const printed = execFileSync(process.execPath, [reader], {
    input: JSON.stringify(files),
    maxBuffer: 2 ** 26,
  });
  return z.array(found).parse(JSON.parse(printed.toString()));
}

/** Lines are broken elsewhere in a PDF, and an item has a bullet. */
function wordsOf({ content, subject }: ShownLetter): string {
  const [before = [], after = []] = splitAt(
    content.blocks,
    content.blocks.findIndex(({ type }) => type === 'subject'),
  );
  const texts = [letterText({ blocks: before }), subject, letterText({ blocks: after })];
  return flat(texts.join(' ').replace(/^- /gm, '• '));
}

function splitAt<Item>(items: readonly Item[], at: number): readonly (readonly Item[])[] {
  return [items.slice(0, at), items.slice(at)];
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The page as a browser reads it: its text outside of headings, in the lines of a plain text. */
function readHtml(page: string) {
  const open: string[] = [];
  const tags = new Set<string>();
  const headings: string[] = [];
  const blocks: string[] = [];
  let title = '';
  const add = (words: string) => {
    blocks.push((blocks.pop() ?? '') + words);
  };
  const parser = new Parser({
    onopentag: (name) => {
      const isInHeader = open.includes('header');
      if (name === 'header' || (name === 'p' && !isInHeader)) blocks.push('');
      if (name === 'br' || (name === 'p' && isInHeader && blocks.at(-1) !== '')) add('\n');
      if (name === 'li') add('\n- ');
      tags.add(name);
      open.push(name);
    },
    ontext: (words) => {
      if (open.at(-1) === 'title') title += words;
      else if (open.includes('h1')) headings.push(words);
      else if (open.includes('p') || open.includes('li')) add(words);
    },
    onclosetag: () => {
      open.pop();
    },
  });
  parser.end(page);
  return { text: blocks.join('\n\n'), title, headings: [headings.join('')].filter(Boolean), tags };
}
