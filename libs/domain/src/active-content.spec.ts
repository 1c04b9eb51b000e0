import fc from 'fast-check';
import { deflateSync, inflateSync } from 'node:zlib';
import { activeContentFinder, type Inflate } from './active-content';

const inflate: Inflate = (compressed, maxBytes) => {
  try {
    return inflateSync(compressed, { maxOutputLength: maxBytes });
  } catch {
    return null;
  }
};

/** What is found in a content that comes in pieces of a size. */
function foundIn(
  content: Buffer,
  { type = 'application/pdf', pieceSize = content.length || 1 } = {},
): readonly string[] {
  const finder = activeContentFinder(inflate);
  for (let start = 0; start < content.length; start += pieceSize) {
    finder.take(content.subarray(start, start + pieceSize));
  }
  return finder.found(type);
}

const pdf = (objects: string | Buffer, before = '') =>
  Buffer.concat([
    Buffer.from(`${before}%PDF-1.7\n1 0 obj\n`),
    Buffer.from(objects),
    Buffer.from('\nendobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n44\n%%EOF\n'),
  ]);

const objectStream = (
  content: Buffer,
  dictionary = '/Type/ObjStm/N 1/First 4/Filter/FlateDecode',
) =>
  Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${content.length}>>\nstream\r\n`),
    content,
    Buffer.from('\r\nendstream'),
  ]);

const SCRIPT = '1 0 <</S/JavaScript/JS(app.alert\\(1\\))>>';
const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
const archive = (comment = '') =>
  Buffer.from(`PK\u0003\u0004rest PK\u0005\u0006${'\0'.repeat(18)}${comment}`, 'latin1');

describe('active content is found in a PDF', () => {
  test.each([
    ['script', '<</S /JavaScript /JS (app.alert(1))>>'],
    ['script', '<</S/J#61vaScript/JS 5 0 R>>'],
    ['script', '<</S/#4a#61#76#61#53#63#72#69#70#74>>'],
    ['automatic-action', '<</Type/Catalog/OpenAction 5 0 R>>'],
    ['automatic-action', '<</Type/Catalog/OpenAction<</S/GoTo>>>>'],
    ['program-start', '<</S/Launch/F(calc.exe)>>'],
    ['embedded-file', '<</Type/EmbeddedFile>>'],
    ['embedded-file', '<</Names<</EmbeddedFiles 4 0 R>>>>'],
    ['changing-form', '<</AcroForm<</XFA 7 0 R>>>>'],
    ['data-transfer', '<</S/SubmitForm/F(https://example.org)>>'],
    ['embedded-media', '<</Subtype/RichMedia>>'],
    ['unreadable-part', '<</Encrypt 9 0 R>>'],
  ])('%s in %s', (kind, objects) => {
    expect(foundIn(pdf(objects))).toEqual([kind]);
  });

  test('in its compressed objects', () => {
    expect(foundIn(pdf(objectStream(deflateSync(SCRIPT))))).toEqual(['script']);
  });

  test('in compressed objects whose type is escaped', () => {
    const objects = objectStream(deflateSync(SCRIPT), '/Type/Obj#53tm/Filter/FlateDecode');
    expect(foundIn(pdf(objects))).toEqual(['script']);
  });

  test('in the second of two object streams', () => {
    const both = Buffer.concat([
      objectStream(deflateSync('1 0 <</Type/Page>>')),
      Buffer.from('\nendobj\n2 0 obj\n'),
      objectStream(deflateSync(SCRIPT)),
    ]);
    expect(foundIn(pdf(both))).toEqual(['script']);
  });

  test('wherever it is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          pdf('<</S/J#61vaScript>>'),
          pdf(objectStream(deflateSync(SCRIPT))),
          pdf(Buffer.concat([Buffer.alloc(3_000, ' '), objectStream(deflateSync(SCRIPT))])),
        ),
        fc.integer({ min: 1, max: 400 }),
        (content, pieceSize) => {
          expect(foundIn(content, { pieceSize })).toEqual(['script']);
        },
      ),
    );
  });
});

describe('nothing is found in', () => {
  test.each([
    ['a PDF that opens at a place', pdf('<</OpenAction[3 0 R /Fit]>>')],
    ['a PDF that opens at a place, after blanks', pdf('<</OpenAction  \n [3 0 R /Fit]>>')],
    ['a PDF with words that are longer', pdf('<</JavaScripts 1/LaunchDate 2>>')],
    ['a PDF with the words in its text', pdf('(JavaScript Launch)')],
    [
      'a PDF with harmless compressed objects',
      pdf(objectStream(deflateSync('1 0 <</Type/Page>>'))),
    ],
    ['a PDF with any other stream', pdf('<</Length 4>>\nstream\nPK\u0005\nendstream')],
  ])('%s', (_, content) => {
    for (const pieceSize of [1, 7, 64, content.length]) {
      expect(foundIn(content, { pieceSize })).toEqual([]);
    }
  });

  test('text, whatever its words', () => {
    const text = Buffer.from('<script>/JavaScript %PDF-1.7');
    expect(foundIn(text, { type: 'text/plain' })).toEqual([]);
  });

  test('a picture', () => {
    expect(foundIn(PNG, { type: 'image/png' })).toEqual([]);
  });
});

describe('compressed objects that cannot be looked into', () => {
  test.each([
    ['damaged', objectStream(Buffer.from('no zlib data'))],
    [
      'of another filter',
      objectStream(Buffer.from('80b0', 'hex'), '/Type/ObjStm/Filter/LZWDecode'),
    ],
    ['that expand beyond measure', objectStream(deflateSync(Buffer.alloc(17 * 1024 * 1024)))],
    [
      'that do not end',
      Buffer.from('<</Type/ObjStm/Filter/FlateDecode>>\nstream\n and no more of it'),
    ],
    [
      'that are long',
      Buffer.concat([
        Buffer.from('<</Type/ObjStm/Filter/FlateDecode>>\nstream\n'),
        Buffer.alloc(5 * 1024 * 1024),
      ]),
    ],
  ])('are told of if they are %s', (_, objects) => {
    expect(foundIn(pdf(objects), { pieceSize: 64 * 1024 })).toEqual(['unreadable-part']);
  });
});

describe('a file that is also one of another type is told of', () => {
  test.each([
    ['a picture with an archive behind it', Buffer.concat([PNG, archive()]), 'image/png'],
    ['a picture with a page in it', Buffer.concat([PNG, Buffer.from('<HTML>')]), 'image/png'],
    ['a picture with a script', Buffer.concat([PNG, Buffer.from('<script src=x>')]), 'image/png'],
    ['a picture with a PDF in it', Buffer.concat([PNG, pdf('')]), 'image/png'],
    [
      'a PDF with an archive behind it',
      Buffer.concat([pdf(''), archive('a comment')]),
      'application/pdf',
    ],
    ['a PDF with a page before it', pdf('', '<html><body>'), 'application/pdf'],
  ])('%s', (_, content, type) => {
    for (const pieceSize of [3, 500, content.length]) {
      expect(foundIn(content, { type, pieceSize })).toEqual(['second-format']);
    }
  });

  test('but not a PDF that speaks of pages', () => {
    expect(foundIn(pdf('(<html>)'))).toEqual([]);
  });
});
