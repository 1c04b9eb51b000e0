import fc from 'fast-check';
import { documentExaminer, documentName, DocumentRefused, MAX_DOCUMENT_BYTES } from './document';

/** What content is recognized as if it comes in pieces of a size, or why it is refused. */
function toldOf(content: Uint8Array, pieceSize = content.length || 1): string {
  const examiner = documentExaminer();
  try {
    for (let start = 0; start < content.length; start += pieceSize) {
      examiner.take(content.subarray(start, start + pieceSize));
    }
    return examiner.end();
  } catch (error) {
    if (error instanceof DocumentRefused) return error.fault;
    throw error;
  }
}

/** A whole PDF, with something before it. */
function pdf(before = ''): Buffer {
  return Buffer.from(
    `${before}%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n44\n%%EOF\n`,
  );
}

const binary = Buffer.from('00ff10fe', 'hex');
const withStart = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), binary]);

describe('a content', () => {
  test.each([
    ['a PDF', pdf(), 'application/pdf'],
    ['a PDF after a byte-order mark', pdf('\ufeff'), 'application/pdf'],
    ['a PDF after a line feed', pdf('\n'), 'application/pdf'],
    [
      'a PDF after printer commands',
      pdf('\u001b%-12345X@PJL ENTER LANGUAGE=PDF\r\n'),
      'application/pdf',
    ],
    ['a PDF that starts at the last allowed position', pdf('x'.repeat(1_019)), 'application/pdf'],
    [
      'a PDF with its cross-reference in a stream',
      Buffer.from('%PDF-1.7\n1 0 obj<</Type/XRef>>stream\nendstream\nstartxref\n9\n%%EOF'),
      'application/pdf',
    ],
    ['a PNG', withStart('89504e470d0a1a0a'), 'image/png'],
    ['a JPEG', withStart('ffd8ffe0'), 'image/jpeg'],
    ['a little-endian TIFF', withStart('49492a00'), 'image/tiff'],
    ['a big-endian TIFF', withStart('4d4d002a'), 'image/tiff'],
    ['a BigTIFF', withStart('49492b00'), 'image/tiff'],
    ['a picture from a phone', withStart('00000018667479706865696300000000'), 'image/heic'],
    [
      'text in little-endian UTF-16',
      Buffer.from('\ufeffGröße 1,80 m', 'utf16le'),
      'text/plain;charset=utf-16le',
    ],
    [
      'text in big-endian UTF-16',
      Buffer.from('\ufeffGröße', 'utf16le').swap16(),
      'text/plain;charset=utf-16be',
    ],
    [
      'text in Windows-1252',
      Buffer.from([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x20, 0x80, 0x20, 0x35]),
      'text/plain;charset=windows-1252',
    ],
    ['text', Buffer.from('Größe\t1,80 m\r\nSeite 2\f'), 'text/plain'],
    ['text that starts like a bitmap', Buffer.from('BMI 24, no edema'), 'text/plain'],
    ['one letter', Buffer.from('I'), 'text/plain'],
  ])('%s is recognized, whatever pieces it comes in', (_, content, type) => {
    expect([1, 2, 3, 7, content.length].map((size) => toldOf(content, size))).toEqual(
      Array.from({ length: 5 }, () => type),
    );
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a program', withStart('7f454c4602010100'), 'not-a-document'],
    ['an archive', Buffer.from('504b030414000600', 'hex'), 'not-a-document'],
    ['text with a bell character', Buffer.from('ring \u0007'), 'not-a-document'],
    [
      'the header of a PDF followed by garbage',
      Buffer.from(`%PDF-${'rubbish '.repeat(99)}`),
      'damaged-pdf',
    ],
    ['a PDF that was cut off', pdf().subarray(0, 60), 'damaged-pdf'],
    [
      'text in UTF-16 that ends within a character',
      Buffer.from('fffe4700f6', 'hex'),
      'not-a-document',
    ],
    ['text that ends within a character', Buffer.from('Größe').subarray(0, 3), 'not-a-document'],
    ['half of a signature', Buffer.from('89504e470d0a1a', 'hex'), 'not-a-document'],
  ])('%s is refused, whatever pieces it comes in', (_, content, fault) => {
    expect([1, 2, 3, 8].map((size) => toldOf(content, size))).toEqual([fault, fault, fault, fault]);
  });

  test('can have 25 MB and not one byte more', () => {
    const largest = Buffer.alloc(MAX_DOCUMENT_BYTES, 'a');
    expect(toldOf(largest, 65_536)).toBe('text/plain');
    expect(toldOf(Buffer.concat([largest, Buffer.from('a')]), 65_536)).toBe('too-large');
  });

  test('of any text is recognized as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(9), (words, size) => {
        const content = Buffer.from(words);
        const expected = /[^\P{Cc}\t\n\f\r]/u.test(words) ? 'not-a-document' : 'text/plain';
        fc.pre(!words.includes('%PDF-') && !words.startsWith('\ufeff'));
        expect(toldOf(content, size + 1)).toBe(expected);
      }),
    );
  });
});

describe('a file name', () => {
  test.each([
    ['Bericht März.pdf', 'Bericht März.pdf'],
    ['say %22hello%22.pdf', 'say "hello".pdf'],
    ['two%0D%0Alines\u0000.txt', 'two lines .txt'],
    ['C:\\scans\\page.tif', 'page.tif'],
    ['../../etc/passwd', 'passwd'],
    ['harm\u202efdp.exe', 'harmfdp.exe'],
    ['Ma\u0308rz\u200b.pdf', 'März.pdf'],
    ['\u200b\u00ad', 'document'],
    ['100%.pdf', '100%.pdf'],
    ['/', 'document'],
    [undefined, 'document'],
    ['x'.repeat(300), 'x'.repeat(200)],
    [`scan${'\u0301'.repeat(40)}.pdf`, 'scan.pdf'],
    [`\u200b${'\u{1f4c4}'.repeat(300)}`, '\u{1f4c4}'.repeat(200)],
  ])('%j is shown as %j', (sent, shown) => {
    expect(documentName(sent)).toBe(shown);
  });

  test.each(['\u0301\u0323', '\u200b\u0301', 'a\u0301'])(
    'of 80 kB of %j is read in no time',
    (piece) => {
      const began = performance.now();
      expect(Array.from(documentName(piece.repeat(40_000))).length).toBeLessThanOrEqual(200);
      expect(performance.now() - began).toBeLessThan(500);
    },
  );
});
