import type { SelectOption } from '../ui/select';
import type { WrittenName } from './readings';

/** What Enter makes of a text with an open list of suggestions. */
export type Taken =
  /** An answer: one of the suggestions, or a text that is valid by itself. */
  | { readonly kind: 'taken'; readonly value: WrittenName }
  /** Several suggestions match, and none is chosen. */
  | { readonly kind: 'several' };

/**
 * A single suggestion wins over the text; a recognized text stays, and one without a match is kept
 * as is until the person says what it means.
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
