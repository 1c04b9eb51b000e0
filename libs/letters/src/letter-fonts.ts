import { openSync } from 'fontkit';
import { dirname, join } from 'node:path';

const FOLDER = dirname(require.resolve('@expo-google-fonts/open-sans'));

/** Files of Open Sans, which has the letters of all languages of Europe, and Vietnamese. */
export const REGULAR = join(FOLDER, '400Regular', 'OpenSans_400Regular.ttf');
export const BOLD = join(FOLDER, '700Bold', 'OpenSans_700Bold.ttf');

const REPLACEMENT = '\ufffd';

let shown: ReadonlySet<number> | undefined;

/**
 * The text as the font can show it. Accents become part of their letter, as the font has them, and
 * what it does not have becomes the replacement character: a PDF may not show a glyph without one.
 */
export function showable(text: string): string {
  const characters = (shown ??= charactersOf(REGULAR));
  return Array.from(text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\t', ' '), (each) =>
    each === '\n' || characters.has(each.codePointAt(0) ?? 0) ? each : REPLACEMENT,
  ).join('');
}

function charactersOf(file: string): ReadonlySet<number> {
  const font = openSync(file);
  return new Set('characterSet' in font ? font.characterSet : []);
}
