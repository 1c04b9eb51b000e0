const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu;

/**
 * A text as it is kept and compared: composed (Unicode Normalization Form C, UAX #15), without code
 * points that show nothing (`Default_Ignorable_Code_Point`, UAX #44), such as zero-width spaces and
 * soft hyphens. Two texts that look the same by those are then the same.
 */
export function plainText(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC');
}

/**
 * More marks in a row than any script needs, by the line that Unicode draws too (UAX #15, Stream-Safe
 * Text Format): at most 30, whatever stands among them and shows nothing. A row is read from its start
 * alone, so that no sign is looked at twice.
 */
const STACKED_MARKS = /(?<![\p{M}\p{DI}])\p{DI}*(?:(?!\p{DI})\p{M}\p{DI}*){31}/u;

/**
 * Whether a text piles up marks as no writing does. Such a text must not reach `plainText`, whose time
 * grows with the square of the marks.
 */
export function hasStackedMarks(text: string): boolean {
  return STACKED_MARKS.test(text);
}
