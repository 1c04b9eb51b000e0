/** What in a document can act by itself, or hides. */
export const ACTIVE_CONTENTS = [
  'script',
  'automatic-action',
  'program-start',
  'embedded-file',
  'changing-form',
  'data-transfer',
  'embedded-media',
  'second-format',
  'unreadable-part',
] as const;

export type ActiveContent = (typeof ACTIVE_CONTENTS)[number];

/** In a sentence for people. */
export const ACTIVE_CONTENT_WORDS: Readonly<Record<ActiveContent, string>> = {
  script: 'It contains JavaScript.',
  'automatic-action': 'It does something by itself when it is opened.',
  'program-start': 'It can start a program.',
  'embedded-file': 'It contains another file.',
  'changing-form': 'It contains a form that can change by itself.',
  'data-transfer': 'It can send or load data.',
  'embedded-media': 'It contains audio, video or 3D content.',
  'second-format': 'It can also be opened as a file of another type.',
  'unreadable-part':
    'Parts of it are encrypted, or compressed so that they could not be checked for active content.',
};

/**
 * The bytes that zlib data (RFC 1950) expands to.
 * @returns null for data that is damaged, or expands to more than so many bytes
 */
export type Inflate = (compressed: Uint8Array, maxBytes: number) => Uint8Array | null;

/** Looks for active content as a document passes, piece by piece. */
export interface ActiveContentFinder {
  take(piece: Uint8Array): void;
  /** What a document of that media type contains, in the order of `ACTIVE_CONTENTS`. */
  found(mediaType: string): readonly ActiveContent[];
}

/** Names in a PDF (ISO 32000-2, 7.3.5) that stand for active content. */
const NAMES: ReadonlyMap<string, ActiveContent> = new Map([
  ['JavaScript', 'script'],
  ['Launch', 'program-start'],
  ['OpenAction', 'automatic-action'],
  ['EmbeddedFile', 'embedded-file'],
  ['EmbeddedFiles', 'embedded-file'],
  ['XFA', 'changing-form'],
  ['SubmitForm', 'data-transfer'],
  ['ImportData', 'data-transfer'],
  ['RichMedia', 'embedded-media'],
  ['Encrypt', 'unreadable-part'],
]);

/** One that may be among them, with what follows it. Anything in it can be written as `#` and two digits. */
const NAME = /\/((?=[EIJLORSX#])[^\s\0()<>[\]{}/%]{2,60})(?=([\s\0]*\[)?)/g;
const ESCAPE = /#([\da-f]{2})/gi;

/** How many characters of a piece are looked at again with the next, as a name may span both. */
const OVERLAP = 256;

/** Where compressed objects begin (7.5.7); the dictionary is before it. */
const STREAM = /(?<!end)stream\r?\n/g;
const END_OF_STREAM = 'endstream';
const MAX_DICTIONARY = 2_048;

/** In bytes: of compressed objects in one stream, and of all of a document expanded. */
const MAX_COMPRESSED = 4 * 1024 * 1024;
const MAX_EXPANDED = 16 * 1024 * 1024;

/** The end of an archive (ZIP, APPNOTE 4.3.16), which may have a comment of 64 KB behind it. */
const ARCHIVE_END = 'PK\u0005\u0006';
const MAX_ARCHIVE_END = 22 + 65_535;

/** The beginnings of pages and programs that other software would run. */
const MARKUP = /<(?:script|html|!doctype html|\?php)/i;
const PDF_HEADER = '%PDF-';

/**
 * Finds active content by its signs in the bytes, cheaply: a PDF's names, also escaped and in compressed
 * objects, and what makes a picture or a PDF a file of another type, too. It is a hint for people, no
 * proof that a document is harmless.
 */
export function activeContentFinder(inflate: Inflate): ActiveContentFinder {
  const ofPdf = new Set<ActiveContent>();
  const ofAny = new Set<'archive' | 'markup' | 'markup-first' | 'pdf'>();
  let text = '';
  let archiveEnd = '';
  let expanded = 0;
  const objects = objectStreams(readObjects);

  function readNames(part: string, end: number): void {
    for (const { 1: name = '', 2: opensList, index } of part.matchAll(NAME)) {
      if (index >= end) return;
      const found = NAMES.get(unescaped(name));
      // A list is a place in the document to open it at.
      const isPlace = found === 'automatic-action' && opensList !== undefined;
      if (found && !isPlace) ofPdf.add(found);
    }
  }

  function readObjects(compressed: string | null): void {
    const content =
      compressed === null ? null : inflate(bytesOf(compressed), MAX_EXPANDED - expanded);
    if (content === null) {
      ofPdf.add('unreadable-part');
      return;
    }
    expanded += content.length;
    const words = latin1(content);
    readNames(words, words.length);
  }

  function scan(isEnd: boolean): void {
    const end = isEnd ? text.length : text.length - OVERLAP;
    if (end <= 0) return;
    readNames(text, end);
    const markup = MARKUP.exec(text);
    const pdf = text.indexOf(PDF_HEADER);
    if (markup && !ofAny.has('pdf') && (pdf < 0 || markup.index < pdf)) ofAny.add('markup-first');
    if (markup) ofAny.add('markup');
    if (pdf >= 0) ofAny.add('pdf');
    text = text.slice(end);
  }

  return {
    take: (piece) => {
      const words = latin1(piece);
      text += words;
      archiveEnd = (archiveEnd + words).slice(-MAX_ARCHIVE_END);
      objects.take(words);
      scan(false);
    },
    found: (mediaType) => {
      scan(true);
      objects.end();
      const isPdf = mediaType === 'application/pdf';
      if (!isPdf && !mediaType.startsWith('image/')) return [];
      if (archiveEnd.includes(ARCHIVE_END)) ofAny.add('archive');
      const isSecond = isPdf
        ? ofAny.has('archive') || ofAny.has('markup-first')
        : ofAny.has('archive') || ofAny.has('markup') || ofAny.has('pdf');
      const all = new Set<ActiveContent>(isPdf ? ofPdf : []);
      if (isSecond) all.add('second-format');
      return ACTIVE_CONTENTS.filter((each) => all.has(each));
    },
  };
}

/**
 * Finds the compressed objects of a PDF.
 * @param read gets those of one stream as they are; null if they are too long, or break off
 */
function objectStreams(read: (compressed: string | null) => void) {
  /** What came last outside of them. */
  let before = '';
  /** Where the next stream is looked for in it. */
  let from = 0;
  /** Those being read; null outside of them. */
  let objects: string | null = null;
  /** What came last of them: the end may span two pieces. */
  let last = '';

  /** Takes what is inside a stream; returns what is behind its end. */
  function inside(words: string, soFar: string): string {
    const newest = last + words;
    const end = newest.indexOf(END_OF_STREAM);
    objects = soFar + words;
    last = newest.slice(1 - END_OF_STREAM.length);
    if (end < 0 && objects.length <= MAX_COMPRESSED) return '';
    read(end < 0 ? null : objects.slice(0, objects.length - newest.length + end));
    objects = null;
    last = '';
    return end < 0 ? '' : newest.slice(end + END_OF_STREAM.length);
  }

  /** Takes what is outside; returns what is behind the beginning of the next objects. */
  function outside(words: string): string {
    before += words;
    for (;;) {
      STREAM.lastIndex = from;
      const start = STREAM.exec(before);
      if (!start) break;
      from = start.index + start[0].length;
      if (!holdsObjects(before.slice(0, start.index))) continue;
      const behind = before.slice(from);
      before = '';
      from = 0;
      objects = '';
      return behind;
    }
    const cut = Math.max(0, before.length - MAX_DICTIONARY);
    before = before.slice(cut);
    from = Math.max(0, from - cut, before.length - END_OF_STREAM.length);
    return '';
  }

  return {
    take: (words: string) => {
      let left = words;
      while (left !== '') left = objects === null ? outside(left) : inside(left, objects);
    },
    end: () => {
      if (objects !== null) read(null);
    },
  };
}

/** Whether what is before a stream is the dictionary of compressed objects. */
function holdsObjects(before: string): boolean {
  const dictionary = before.slice(-MAX_DICTIONARY);
  return unescaped(dictionary.slice(dictionary.lastIndexOf(' obj') + 1)).includes('/ObjStm');
}

function unescaped(name: string): string {
  if (!name.includes('#')) return name;
  return name.replace(ESCAPE, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

const CHUNK = 8_192;

/** One character per byte. */
function latin1(bytes: Uint8Array): string {
  let words = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    words += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return words;
}

function bytesOf(words: string): Uint8Array {
  return Uint8Array.from(words, (character) => character.charCodeAt(0));
}
