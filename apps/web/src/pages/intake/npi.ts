import { isNpi } from '@assent/vocabulary';
import { text } from './text';

/** The fault in the text so far; undefined while it can still become an NPI. */
export function npiFault(typed: string, isFinished: boolean): string | undefined {
  if (typed === '') return undefined;
  if (/\D/.test(typed)) return text.prescriber.npi.notDigits;
  if (typed.length > 10) return text.prescriber.npi.wrongLength({ count: typed.length });
  if (typed.length < 10)
    return isFinished ? text.prescriber.npi.wrongLength({ count: typed.length }) : undefined;
  return isNpi(typed) ? undefined : text.prescriber.npi.mistyped;
}
