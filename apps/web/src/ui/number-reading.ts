import type { Reading } from './reading';

export interface NumberBounds {
  readonly isWhole?: boolean;
  readonly min?: number;
  readonly max?: number;
}

const WHOLE = 'Enter a whole number.';
const PLAIN = /^-?(\d+(\.\d*)?|\.\d+)$/;
/** Every decimal number of so many digits is read back from its double as it was written. */
const MAX_DIGITS = 15;

/**
 * Reads a number as Americans write it, without commas: digits and a decimal point, in every browser
 * the same. What is read is exactly what is written, or else nothing is.
 */
export function readNumberText(
  text: string,
  { isWhole = false, min, max }: NumberBounds = {},
): Reading<number> {
  const written = text.trim();
  if (written === '') return { kind: 'empty' };
  if (!PLAIN.test(written))
    return unread(isWhole ? WHOLE : refusal(written), /^-?\.?$/.test(written));
  if (digitsOf(written).length > MAX_DIGITS) return unread(`Use at most ${MAX_DIGITS} digits.`);
  const value = Number(written);
  if (isWhole && !Number.isInteger(value)) return unread(WHOLE);
  if ((min !== undefined && value < min) || (max !== undefined && value > max))
    return unread(rangeWords(min, max), true);
  return { kind: 'read', value, echo: String(value) === written ? null : String(value) };
}

function refusal(written: string): string {
  if (written.includes(',') && /^-?[\d.,]+$/.test(written))
    return 'Enter the number without a comma. Use a point for decimals, such as 2.3.';
  if (/^-?[\d.]+e[-+]?\d+$/i.test(written)) return `“${written}” can't be read. Write all digits.`;
  return `“${written}” can't be read as a number. Use digits and a decimal point, such as 2.3.`;
}

function rangeWords(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return `Enter a number of at least ${min ?? 0}.`;
  return min === undefined
    ? `Enter a number of at most ${max}.`
    : `Enter a number from ${min} to ${max}.`;
}

function digitsOf(written: string): string {
  return written.replace(/\D/g, '').replace(/^0+/, '');
}

function unread(why: string, isUnfinished = false): Reading<number> {
  return { kind: 'unread', why, isUnfinished };
}

/** The unit behind a number: `1 month`, `3 months`; an abbreviation is what it is. */
export function unitFor(unit: string, number: string | number): string {
  return Number(number) === 1 && /^[a-z]{3,}s$/.test(unit) ? unit.slice(0, -1) : unit;
}
