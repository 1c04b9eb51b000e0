import { useState, type KeyboardEvent } from 'react';
import { textOf, type WrittenName } from './readings';
import { isSame } from './same';
import type { Taken } from './taking';

/**
 * A text that counts only once finished: half a code would be a wrong one. It is finished on
 * leaving the field, by Enter, or by choosing something.
 * @param meaning the meaning of a text typed and left
 */
export function useWriting(
  known: WrittenName,
  onChange: (text: WrittenName | undefined) => void,
  meaning: (text: string) => WrittenName,
) {
  const [written, setWritten] = useState<string | null>(null);
  const [isAskedWhich, askWhich] = useState(false);
  const finish = (value: WrittenName) => {
    setWritten(null);
    askWhich(false);
    const isChanged = !isSame(value, known);
    if (isChanged) onChange(textOf(value) === '' ? undefined : value);
  };
  const take = (text: string) => (text === '' ? '' : meaning(text));
  return {
    text: written ?? textOf(known),
    isAskedWhich,
    write: (text: string) => {
      setWritten(text);
      askWhich(false);
    },
    /** Takes over the choice from the list. */
    choose: (chosen: string | null) => {
      if (chosen !== null) finish(chosen);
    },
    /** For the element around the field. @param byEnter what Enter makes of the text */
    finishing: (byEnter: (text: string) => Taken) => ({
      onBlur: () => {
        if (written !== null) finish(take(written.trim()));
      },
      onKeyDownCapture: (event: KeyboardEvent) => {
        const { key, target } = event;
        const chooses = target instanceof Element && target.hasAttribute('aria-activedescendant');
        if (key !== 'Enter' || chooses || written === null) return;
        const text = written.trim();
        const taken: Taken = text === '' ? { kind: 'taken', value: '' } : byEnter(text);
        event.preventDefault();
        event.stopPropagation();
        if (taken.kind === 'taken') finish(taken.value);
        else askWhich(true);
      },
      // Until the choice is clear, Enter moves no further.
      'data-takes-enter':
        (written !== null && written.trim() !== '' && byEnter(written.trim()).kind === 'several') ||
        undefined,
    }),
  };
}
