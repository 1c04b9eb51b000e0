import { text } from './text';

const SHAPE = /^\d{10}$/;

/** What stands before an NPI when its check digit is worked out (45 CFR 162.406). */
const PREFIX = '80840';

/** True for a National Provider Identifier: ten digits, the last the Luhn check digit. */
export function isNpi(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const sum = Array.from(PREFIX + text, Number)
    .reverse()
    .map((digit, place) => (place % 2 === 0 ? digit : digit * 2))
    .reduce((total, digit) => total + (digit > 9 ? digit - 9 : digit), 0);
  return sum % 10 === 0;
}

/** What is wrong with what was typed so far; undefined while it can still become one. */
export function npiFault(typed: string, isFinished: boolean): string | undefined {
  if (typed === '') return undefined;
  if (/\D/.test(typed)) return text.prescriber.npi.notDigits;
  if (typed.length > 10) return text.prescriber.npi.wrongLength({ count: typed.length });
  if (typed.length < 10)
    return isFinished ? text.prescriber.npi.wrongLength({ count: typed.length }) : undefined;
  return isNpi(typed) ? undefined : text.prescriber.npi.mistyped;
}
