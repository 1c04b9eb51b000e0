import { plainText } from './plain-text';

/** The media types of supporting documents, told by their content. */
export const DOCUMENT_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/tiff',
  'text/plain',
] as const;

export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** No document may be larger, in bytes. */
export const LARGEST_DOCUMENT = 25 * 1024 * 1024;

/** Why a content is not kept. */
export type DocumentFault = 'empty' | 'too-large' | 'not-a-document';

/** Thrown as soon as so much of a content is read that it cannot be kept. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  constructor(readonly fault: DocumentFault) {
    super(WORDS[fault]);
  }
}

const WORDS: Readonly<Record<DocumentFault, string>> = {
  empty: 'the file is empty; send one with content',
  'too-large': 'the file is larger than 25 MB; send it in parts, or scanned with less resolution',
  'not-a-document': 'the file is no PDF, PNG, JPEG, TIFF or plain text in UTF-8; send one of these',
};

/** Looks at a content while it passes, piece by piece. */
export interface DocumentExaminer {
  /** @throws DocumentRefused */
  take(piece: Uint8Array): void;
  /** What the whole was. @throws DocumentRefused */
  end(): DocumentType;
}

/**
 * Tells a document's media type by its first bytes; without a known signature it has to be text in
 * UTF-8 to its end. What a sender or a file name says of it plays no part.
 */
export function documentExaminer(): DocumentExaminer {
  const text = textReader();
  let size = 0;
  let start: number[] = [];
  return {
    take: (piece) => {
      size += piece.length;
      if (size > LARGEST_DOCUMENT) throw new DocumentRefused('too-large');
      if (start.length < LONGEST_SIGNATURE) {
        start = [...start, ...piece.subarray(0, LONGEST_SIGNATURE - start.length)];
      }
      if (signed(start) !== null) return;
      text.take(piece);
      if (!text.isText() && start.length >= LONGEST_SIGNATURE) {
        throw new DocumentRefused('not-a-document');
      }
    },
    end: () => {
      if (size === 0) throw new DocumentRefused('empty');
      const type = signed(start);
      if (type !== null) return type;
      if (text.endsAsText()) return 'text/plain';
      throw new DocumentRefused('not-a-document');
    },
  };
}

/** ISO 32000-2, 7.5.2; PNG, 5.2; JPEG (ITU-T T.81), B.1.1.3 with B.2.1; TIFF 6.0, section 2, and BigTIFF. */
const SIGNATURES: readonly (readonly [type: DocumentType, signature: readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['image/tiff', [0x49, 0x49, 0x2b, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2b]],
];
const LONGEST_SIGNATURE = Math.max(...SIGNATURES.map(([, signature]) => signature.length));

function signed(start: readonly number[]): DocumentType | null {
  const found = SIGNATURES.find(([, signature]) =>
    signature.every((byte, position) => start[position] === byte),
  );
  return found?.[0] ?? null;
}

/** A control character that plain text does not need: any but tab, line feed, form feed and return. */
const CONTROL = /[^\P{Cc}\t\n\f\r]/u;

function textReader() {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isText = true;
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
    take: (piece: Uint8Array) => read(piece),
    isText: () => isText,
    endsAsText: () => {
      read();
      return isText;
    },
  };
}

const LONGEST_NAME = 200;

/**
 * A file's name as people are shown it: without folders and control characters, at most 200
 * characters. Forms of browsers write three characters in an escaped way, which is undone
 * (WHATWG HTML, multipart form data).
 */
export function documentName(sent: string | undefined): string {
  const unescaped = (sent ?? '').replaceAll('%22', '"').replace(/%0[AD]/gi, '\n');
  const own = unescaped.split(/[\\/]/).at(-1) ?? '';
  const shown = plainText(own)
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return Array.from(shown).slice(0, LONGEST_NAME).join('').trim() || 'document';
}
