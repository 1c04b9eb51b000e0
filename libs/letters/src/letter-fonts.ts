import { openSync } from 'fontkit';
import { dirname, join } from 'node:path';

const FOLDER = dirname(require.resolve('@expo-google-fonts/open-sans'));

/** Files of Open Sans, which has the letters of all languages of Europe, and Vietnamese. */
export const REGULAR = join(FOLDER, '400Regular', 'OpenSans_400Regular.ttf');
export const BOLD = join(FOLDER, '700Bold', 'OpenSans_700Bold.ttf');

const REPLACEMENT = '\ufffd';

let shown: ReadonlySet<number> | undefined;

/** Longer words than any language has, in characters. */
const MAX_WORD = 100;

/**
 * The text as the font can show it. Accents become part of their letter, as the font has them, and
 * what it does not have becomes the replacement character: a PDF may not show a glyph without one.
 * A word without end is broken, since PDFKit takes the square of its length to do so.
 */
export function showable(text: string): string {
  const characters = (shown ??= charactersOf(REGULAR));
  let length = 0;
  let result = '';
  for (const each of text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\t', ' ')) {
    length = /[\p{L}\p{M}\p{N}]/u.test(each) ? length + 1 : 0;
    if (length > MAX_WORD) {
      result += '\n';
      length = 1;
    }
    const isShown = each === '\n' || characters.has(each.codePointAt(0) ?? 0);
    result += isShown ? each : REPLACEMENT;
  }
  return result;
}

function charactersOf(file: string): ReadonlySet<number> {
  const font = openSync(file);
  return new Set('characterSet' in font ? font.characterSet : []);
}
