import { useRef } from 'react';
import { commandKey } from './api';

/**
 * Gives each thing the person wants its own key: the same thing keeps its key, so that a second
 * press, or a retry after a failure on the way, does it once.
 */
export function useCommandKey() {
  const kept = useRef<{ readonly text: string; readonly headers: Headers } | null>(null);
  return {
    /** @param wanted the data to send, as JSON */
    keyOf: (wanted: unknown): Headers => {
      const text = JSON.stringify(wanted);
      if (kept.current?.text !== text) kept.current = { text, headers: commandKey() };
      return kept.current.headers;
    },
    /** The same data is now a new command. */
    forget: (): void => {
      kept.current = null;
    },
  };
}

type Headers = ReturnType<typeof commandKey>;
