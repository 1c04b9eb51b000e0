import type { SelectOption } from '../ui/select';
import type { WrittenName } from './readings';

/** What Enter makes of a text for which a list of suggestions stands open. */
export type Taken =
  /** It is an answer: one of the suggestions, or a text that counts by itself. */
  | { readonly kind: 'taken'; readonly value: WrittenName }
  /** Several suggestions fit, and nobody has said which. */
  | { readonly kind: 'several' };

/**
 * The suggestion goes before the text, where there is only one; a text that is recognized stands, and
 * one that fits nothing is kept as it is until somebody says what is meant.
 */
export function takenByEnter(
  text: string,
  options: readonly SelectOption<string>[],
  isRecognized: boolean,
): Taken {
  const [first, second] = options;
  if (isRecognized) return { kind: 'taken', value: text };
  if (second !== undefined) return { kind: 'several' };
  return { kind: 'taken', value: first === undefined ? { unread: text } : first.value };
}
