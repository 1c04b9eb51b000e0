import { hasStackedMarks, plainText } from './plain-text';

/** The media types of supporting documents, by content. Text without a charset is UTF-8. */
export const DOCUMENT_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/tiff',
  'image/heic',
  'text/plain',
  'text/plain;charset=utf-16le',
  'text/plain;charset=utf-16be',
  'text/plain;charset=windows-1252',
] as const;

export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** The largest document, in bytes. */
export const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;

/** What a virus scanner said of a document. */
export const SCAN_STATES = ['not-scanned', 'waiting', 'clean', 'infected'] as const;

export type ScanState = (typeof SCAN_STATES)[number];

/** How much a plan keeps of documents. */
export interface DocumentLimits {
  /** How many documents one case can have. */
  readonly perCase: number;
  /** Of all documents of one case, in bytes. */
  readonly bytesPerCase: number;
  /** Of what one person adds within 24 hours, in bytes. */
  readonly bytesPerDay: number;
}

export const MEGABYTE = 1024 * 1024;

export const USUAL_DOCUMENT_LIMITS: DocumentLimits = {
  perCase: 200,
  bytesPerCase: 500 * MEGABYTE,
  bytesPerDay: 5_000 * MEGABYTE,
};

/** Why a content is refused. */
export type DocumentFault = 'empty' | 'too-large' | 'not-a-document' | 'damaged-pdf';

/** Thrown as soon as a part read shows that the content can't be kept. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  constructor(readonly fault: DocumentFault) {
    super(WORDS[fault]);
  }
}

const WORDS: Readonly<Record<DocumentFault, string>> = {
  empty: 'the file is empty; choose another file',
  'too-large': 'the file is larger than 25 MB; split it, or scan it at a lower resolution',
  'not-a-document': 'the file is not a PDF, PNG, JPEG, TIFF, HEIC or plain text file',
  'damaged-pdf': 'the PDF is incomplete; open it, save it again and upload that copy',
};

/** Examines a content as it passes, piece by piece. */
export interface DocumentExaminer {
  /** @throws DocumentRefused */
  take(piece: Uint8Array): void;
  /** The type of it all. @throws DocumentRefused */
  end(): DocumentType;
}

/**
 * Finds a document's media type by its first bytes; without a known signature it must be text to
 * the end. It ignores what a sender or a file name says.
 */
export function documentExaminer(): DocumentExaminer {
  const texts = CHARSETS.map(textReader);
  const pdf = pdfReader();
  let size = 0;
  let start: Uint8Array = new Uint8Array();
  let type: DocumentType | null = null;
  return {
    take: (piece) => {
      size += piece.length;
      if (size > MAX_DOCUMENT_BYTES) throw new DocumentRefused('too-large');
      const isBeginning = start.length < MAX_START;
      if (isBeginning) {
        start = joined(start, piece.subarray(0, MAX_START - start.length));
        type = signed(start);
      }
      if (type === null || type === 'application/pdf') pdf.take(piece);
      if (type !== null) return;
      for (const text of texts) text.take(piece);
      if (start.length === MAX_START && !texts.some((text) => text.isText())) {
        throw new DocumentRefused('not-a-document');
      }
    },
    end: () => {
      if (size === 0) throw new DocumentRefused('empty');
      if (type === 'application/pdf' && !pdf.isWhole()) throw new DocumentRefused('damaged-pdf');
      if (type !== null) return type;
      const text = texts.find((each) => each.isText());
      if (text?.endsAsText()) return text.type;
      throw new DocumentRefused('not-a-document');
    },
  };
}

/** PNG, 5.2; JPEG (ITU-T T.81), B.1.1.3 with B.2.1; TIFF 6.0, section 2, and BigTIFF. */
const SIGNATURES: readonly (readonly [type: DocumentType, signature: readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['image/tiff', [0x49, 0x49, 0x2b, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2b]],
];

/** The brands of pictures in HEIF that are coded by HEVC (ISO/IEC 23008-12, B.4.1), after the box's size. */
const HEIC = /^[^]{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)/;

/** Up to this many other bytes may precede the header of a PDF (ISO 32000-1, Annex H, note 13). */
const MAX_START = 1024;
const PDF_HEADER = '%PDF-';

function signed(start: Uint8Array): DocumentType | null {
  const found = SIGNATURES.find(([, signature]) =>
    signature.every((byte, position) => start[position] === byte),
  );
  if (found) return found[0];
  const signs = asAscii(start);
  if (HEIC.test(signs)) return 'image/heic';
  return signs.includes(PDF_HEADER) ? 'application/pdf' : null;
}

/** What follows the header of a whole PDF: its cross-reference and trailer (ISO 32000-2, 7.5). */
const PDF_ENDS = ['startxref', /trailer|\/XRef/] as const;
const MAX_END = 'startxref'.length;

/** Looks for the end of a PDF, which may span two pieces. */
function pdfReader() {
  const missing = new Set<string | RegExp>(PDF_ENDS);
  let last = '';
  return {
    take: (piece: Uint8Array) => {
      if (missing.size === 0) return;
      const signs = last + asAscii(piece);
      for (const each of missing) if (signs.search(each) >= 0) missing.delete(each);
      last = signs.slice(1 - MAX_END);
    },
    isWhole: () => missing.size === 0,
  };
}

/** One character per byte; ASCII stays as it is. */
function asAscii(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

function joined(start: Uint8Array, more: Uint8Array): Uint8Array {
  const both = new Uint8Array(start.length + more.length);
  both.set(start);
  both.set(more, start.length);
  return both;
}

/** How texts are encoded: by a byte-order mark, where required, or by what can be read. */
const CHARSETS: readonly Charset[] = [
  { type: 'text/plain', label: 'utf-8' },
  { type: 'text/plain;charset=utf-16le', label: 'utf-16le', mark: [0xff, 0xfe] },
  { type: 'text/plain;charset=utf-16be', label: 'utf-16be', mark: [0xfe, 0xff] },
  { type: 'text/plain;charset=windows-1252', label: 'windows-1252' },
];

interface Charset {
  readonly type: DocumentType;
  readonly label: string;
  readonly mark?: readonly number[];
}

/** A control character that plain text does not need: any but tab, line feed, form feed and return. */
const CONTROL = /[^\P{Cc}\t\n\f\r]/u;

function textReader({ type, label, mark = [] }: Charset) {
  const decoder = new TextDecoder(label, { fatal: true });
  let isText = true;
  let marked = 0;
  const read = (piece?: Uint8Array) => {
    if (!isText) return;
    try {
      const words = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
      isText = !CONTROL.test(words);
    } catch {
      isText = false;
    }
  };
  return {
    type,
    take: (piece: Uint8Array) => {
      for (const byte of piece.subarray(0, mark.length - marked)) {
        isText &&= byte === mark[marked];
        marked += 1;
      }
      read(piece);
    },
    isText: () => isText,
    endsAsText: () => {
      read();
      return isText && marked === mark.length;
    },
  };
}

const MAX_NAME_LENGTH = 200;
/** Far more than people see, so that invisible characters take none of it. */
const MAX_READ = 4 * MAX_NAME_LENGTH;

/**
 * A file's name as people see it: without folders, control characters and piled-up marks, at most
 * 200 characters. It undoes the escapes that browser forms use for three characters (WHATWG HTML,
 * multipart form data).
 */
export function documentName(sent: string | undefined): string {
  const unescaped = (sent ?? '').replaceAll('%22', '"').replace(/%0[AD]/gi, '\n');
  const own = unescaped.split(/[\\/]/).at(-1) ?? '';
  const start = own.slice(0, MAX_READ);
  const shown = plainText(hasStackedMarks(start) ? start.replace(/\p{M}+/gu, '') : start)
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return Array.from(shown).slice(0, MAX_NAME_LENGTH).join('').trim() || 'document';
}
