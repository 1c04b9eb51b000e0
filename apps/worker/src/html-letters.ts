import type { LetterSender } from '@assent/application';
import { letterHtml } from '@assent/letters';

/** Sends each letter as text with the same words as a page beside it, as the API shows them. */
export function withHtml(sender: LetterSender): LetterSender {
  return { send: (letter) => sender.send({ ...letter, html: letterHtml(letter) }) };
}
