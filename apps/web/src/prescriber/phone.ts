import { text } from './text';

/** The API's form: seven to fifteen digits between the usual signs, and an extension. */
const PHONE_NUMBER =
  /^\(?\+?\d(?:[\s().\/\-\u2010-\u2015]*\d){6,14}(?:[,;]?\s*(?:x|#|ext(?:ension)?)[\s.:]*\d{1,7})?$/i;

/** The fault in the text; undefined while it can still become a phone number. */
export function phoneFault(typed: string, isFinished: boolean): string | undefined {
  if (!isFinished || typed.trim() === '' || PHONE_NUMBER.test(typed.trim())) return undefined;
  return text.phone.invalid;
}
