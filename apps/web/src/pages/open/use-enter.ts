import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { focusNext, movesOn } from './focus';

interface EnterOptions {
  readonly form: RefObject<HTMLElement | null>;
  /** While the answer is evaluated, nobody knows the next question. */
  readonly isChecking: boolean;
  readonly onOpen: () => void;
  /** There is no further question. */
  readonly onEnd: () => void;
}

/** Has Enter lead from control to control, also to a question that only follows from the answer. */
export function useEnter({ form, isChecking, onOpen, onEnd }: EnterOptions) {
  const waitsAt = useRef<HTMLElement | null>(null);
  const checking = useRef(isChecking);
  const goOn = () => {
    const from = waitsAt.current;
    waitsAt.current = null;
    const hasStayed = from !== null && document.activeElement === from;
    if (hasStayed && form.current && !focusNext(from, form.current)) onEnd();
  };
  useEffect(() => {
    checking.current = isChecking;
    if (!isChecking) goOn();
  });
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      onOpen();
    } else if (movesOn(event.target) && form.current) {
      event.preventDefault();
      if (focusNext(event.target, form.current)) return;
      waitsAt.current = event.target;
      // By then an answer that Enter finished is being evaluated.
      setTimeout(() => {
        if (!checking.current) goOn();
      });
    }
  };
}
