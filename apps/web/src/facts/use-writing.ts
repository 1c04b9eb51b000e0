import { useState, type KeyboardEvent } from 'react';

/**
 * A text that counts only once it is finished: half a code would be a wrong one. It is finished when
 * the field is left, by Enter, or when something is chosen.
 */
export function useWriting(known: string, onChange: (text: string | undefined) => void) {
  const [written, setWritten] = useState<string | null>(null);
  const finish = (text: string | null) => {
    setWritten(null);
    if (text !== null && text !== known) onChange(text === '' ? undefined : text);
  };
  return {
    text: written ?? known,
    write: setWritten,
    finish,
    /** For the element around the field. */
    finishing: {
      onBlur: () => finish(written),
      onKeyDownCapture: ({ key, target }: KeyboardEvent) => {
        const chooses = target instanceof Element && target.hasAttribute('aria-activedescendant');
        if (key === 'Enter' && !chooses) finish(written);
      },
    },
  };
}
