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
  if (/\D/.test(typed)) return 'An NPI has digits only.';
  if (typed.length > 10) return 'An NPI has ten digits; this one has more.';
  if (typed.length < 10)
    return isFinished ? `An NPI has ten digits; this one has ${typed.length}.` : undefined;
  return isNpi(typed) ? undefined : 'The check digit is wrong: one of the digits is mistyped.';
}
