import type { KeyboardEvent } from 'react';

/**
 * Keeps Enter from a choice: React Aria would press its label, and so choose. Space chooses, as in
 * every form; Enter belongs to the form around it.
 */
export function keepEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.stopPropagation();
}
