import { calendarDay } from '../ui/times';
import type { Code } from './guideline';
import { text as words } from './text';

/** A code's form for comparison: capitals, no spaces or dot. */
export function plainCode(text: string): string {
  return text.replace(/[\s.]/g, '').toUpperCase();
}

/** Codes that begin as typed, or with title words that do; valid ones first. */
export function fittingCodes(codes: readonly Code[], typed: string, day: string): readonly Code[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const plain = plainCode(typed);
  const fitting = codes.filter(
    ({ code, title }) =>
      plainCode(code).startsWith(plain) ||
      words.every((word) => ` ${title.toLowerCase()}`.includes(` ${word}`)),
  );
  return [...fitting].sort((a, b) => rank(a, day) - rank(b, day));
}

function rank({ supports, ...code }: Code, day: string): number {
  return (invalidity({ supports, ...code }, day) === null ? 0 : 2) + (supports ? 0 : 1);
}

/** Why a code is not valid on a day; null if it is. */
export function invalidity({ validFrom, validTo }: Code, day: string): string | null {
  if (day < validFrom)
    return words.code.notYetValid({ day: calendarDay(day), from: calendarDay(validFrom) });
  if (validTo !== null && day > validTo)
    return words.code.noLongerValid({ day: calendarDay(day), to: calendarDay(validTo) });
  return null;
}

/** A code's words in a list. */
export function codeWords(code: Code, day: string): string {
  const why = invalidity(code, day);
  return why === null ? code.title : words.code.invalid({ title: code.title, why });
}

/** A letter, a digit, and one to five letters or digits: the form of an ICD-10-CM code. */
const SHAPE = /^[A-Z]\d[A-Z\d]{1,5}$/;

/** Whether a text is a whole code: not a word, and not the beginning of a guideline's code. */
export function isCode(codes: readonly Code[], text: string): boolean {
  const plain = plainCode(text);
  if (codes.some(({ code }) => plainCode(code) === plain)) return true;
  return SHAPE.test(plain) && !codes.some(({ code }) => plainCode(code).startsWith(plain));
}

/** The note on a chosen or typed code; null if it needs none. */
export function codeNote(codes: readonly Code[], typed: string, day: string): string | null {
  if (plainCode(typed) === '') return null;
  if (!isCode(codes, typed)) return words.code.notACode({ typed: typed.trim() });
  const known = codes.find(({ code }) => plainCode(code) === plainCode(typed));
  return known === undefined ? words.code.notInGuideline : codeWords(known, day);
}
