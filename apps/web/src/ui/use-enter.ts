import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { controlAfter, fieldOf, focusControl, movesOn } from './focus';

interface EnterOptions {
  readonly form: RefObject<HTMLElement | null>;
  /** Takes the focus until the next control is known, so that typing then answers nothing. */
  readonly waiting?: RefObject<HTMLElement | null>;
  /** During an evaluation, the questions that may still matter are unknown. */
  readonly isChecking?: boolean;
  /** Whether a field is asked for whatever the evaluation says. */
  readonly isCertain?: (field: string) => boolean;
  /** Ctrl or Command with Enter. */
  readonly onSend: () => void;
  /** No further control; gets the fields that Enter has passed. */
  readonly onEnd: (passed: ReadonlySet<string>) => void;
}

/**
 * Makes Enter move from control to control, even to a question that only follows from the answer.
 * It never answers or sends, and a held key moves no further than one press.
 */
export function useEnter({
  form,
  waiting,
  isChecking = false,
  isCertain = () => true,
  onSend,
  onEnd,
}: EnterOptions) {
  const waitsFrom = useRef<HTMLElement | null>(null);
  const passed = useRef(new Set<string>());
  const checking = useRef(isChecking);
  const goOn = () => {
    const from = waitsFrom.current;
    waitsFrom.current = null;
    const { activeElement } = document;
    const isHere = activeElement === from || activeElement === waiting?.current;
    if (from === null || !isHere || !form.current) return;
    const next = from.isConnected ? controlAfter(from, form.current) : undefined;
    if (next) focusControl(next);
    else onEnd(passed.current);
  };
  useEffect(() => {
    checking.current = isChecking;
    if (!isChecking) goOn();
  });
  return (event: KeyboardEvent) => {
    const { target, key } = event;
    if (key !== 'Enter' || event.nativeEvent.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.repeat && (isCommand || !(target instanceof HTMLTextAreaElement))) {
      event.preventDefault();
      event.stopPropagation();
    } else if (isCommand) {
      event.preventDefault();
      event.stopPropagation();
      onSend();
    } else if (movesOn(target) && form.current) {
      event.preventDefault();
      passed.current.add(fieldOf(target));
      const next = controlAfter(target, form.current);
      if (next && isCertain(fieldOf(next))) {
        focusControl(next);
        return;
      }
      waitsFrom.current = target;
      // By then an answer finished by Enter is being evaluated.
      setTimeout(() => {
        if (!checking.current) goOn();
        else if (document.activeElement === target) wait(waiting?.current, target);
      });
    }
  };
}

/** Replaces the field that was left, so that the form above it stays still. */
function wait(place: HTMLElement | null | undefined, from: HTMLElement): void {
  place?.setAttribute('data-field', fieldOf(from));
  place?.focus();
}
