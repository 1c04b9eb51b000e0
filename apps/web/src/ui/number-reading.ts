import type { Reading } from './reading';
import { text } from './text';

export interface NumberBounds {
  readonly isWhole?: boolean;
  readonly min?: number;
  readonly max?: number;
}

const PLAIN = /^-?(\d+(\.\d*)?|\.\d+)$/;
/** A double returns every decimal of up to this many digits as written. */
const MAX_DIGITS = 15;

/**
 * Reads a number as Americans write it, without commas: digits and a decimal point, the same in
 * every browser. It reads exactly what is written, or nothing.
 */
export function readNumberText(
  typed: string,
  { isWhole = false, min, max }: NumberBounds = {},
): Reading<number> {
  const written = typed.trim();
  if (written === '') return { kind: 'empty' };
  if (!PLAIN.test(written))
    return unread(isWhole ? text.number.whole : refusal(written), /^-?\.?$/.test(written));
  if (digitsOf(written).length > MAX_DIGITS) return unread(text.number.digits({ max: MAX_DIGITS }));
  const value = Number(written);
  if (isWhole && !Number.isInteger(value)) return unread(text.number.whole);
  if ((min !== undefined && value < min) || (max !== undefined && value > max))
    return unread(rangeWords(min, max), true);
  return { kind: 'read', value, echo: String(value) === written ? null : String(value) };
}

function refusal(written: string): string {
  if (written.includes(',') && /^-?[\d.,]+$/.test(written)) return text.number.comma;
  if (/^-?[\d.]+e[-+]?\d+$/i.test(written)) return text.number.allDigits({ written });
  return text.number.unreadable({ written });
}

function rangeWords(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return text.number.atLeast({ min: min ?? 0 });
  return min === undefined ? text.number.atMost({ max }) : text.number.between({ min, max });
}

function digitsOf(written: string): string {
  return written.replace(/\D/g, '').replace(/^0+/, '');
}

function unread(why: string, isUnfinished = false): Reading<number> {
  return { kind: 'unread', why, isUnfinished };
}

/** The unit after a number: `1 month`, `3 months`; abbreviations do not change. */
export function unitFor(unit: string, number: string | number): string {
  return Number(number) === 1 && /^[a-z]{3,}s$/.test(unit) ? unit.slice(0, -1) : unit;
}
