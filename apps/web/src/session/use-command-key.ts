import { useRef } from 'react';
import { commandKey } from './api';

/**
 * Gives each thing the person wants a key of its own: the same thing keeps its key, so that a second
 * press, or a second try after it failed on its way, does it once.
 */
export function useCommandKey() {
  const kept = useRef<{ readonly text: string; readonly headers: Headers } | null>(null);
  return {
    /** @param wanted what is sent, as JSON has it */
    keyOf: (wanted: unknown): Headers => {
      const text = JSON.stringify(wanted);
      if (kept.current?.text !== text) kept.current = { text, headers: commandKey() };
      return kept.current.headers;
    },
    /** The same is another thing from now on. */
    forget: (): void => {
      kept.current = null;
    },
  };
}

type Headers = ReturnType<typeof commandKey>;
