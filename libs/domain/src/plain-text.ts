const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu;

/**
 * A text as stored and compared: composed (Unicode Normalization Form C, UAX #15), without
 * invisible code points (`Default_Ignorable_Code_Point`, UAX #44), such as zero-width spaces and
 * soft hyphens. Two texts that look the same by those are then the same.
 */
export function plainText(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC');
}

/**
 * More marks in a row than any script needs, by Unicode's own limit (UAX #15, Stream-Safe Text
 * Format): at most 30, ignoring invisible characters among them. A row is read from its start
 * alone, so that each character is read once.
 */
const STACKED_MARKS = /(?<![\p{M}\p{DI}])\p{DI}*(?:(?!\p{DI})\p{M}\p{DI}*){31}/u;

/**
 * Whether a text piles up marks as no writing does. Keep such a text from `plainText`, whose time
 * grows with the square of the marks.
 */
export function hasStackedMarks(text: string): boolean {
  return STACKED_MARKS.test(text);
}
