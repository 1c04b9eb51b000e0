import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { controlAfter, fieldOf, focusControl, movesOn } from './focus';

interface EnterOptions {
  readonly form: RefObject<HTMLElement | null>;
  /** While the answer is evaluated, nobody knows which questions may still matter. */
  readonly isChecking: boolean;
  /** Whether a field is asked for whatever the evaluation says. */
  readonly isCertain: (field: string) => boolean;
  readonly onOpen: () => void;
  /** There is no further control; the fields that Enter has led through. */
  readonly onEnd: (passed: ReadonlySet<string>) => void;
}

/** Has Enter lead from control to control, also to a question that only follows from the answer. */
export function useEnter({ form, isChecking, isCertain, onOpen, onEnd }: EnterOptions) {
  const waitsAt = useRef<HTMLElement | null>(null);
  const passed = useRef(new Set<string>());
  const checking = useRef(isChecking);
  const goOn = () => {
    const from = waitsAt.current;
    waitsAt.current = null;
    if (from === null || document.activeElement !== from || !form.current) return;
    const next = controlAfter(from, form.current);
    if (next) focusControl(next);
    else onEnd(passed.current);
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
      passed.current.add(fieldOf(event.target));
      const next = controlAfter(event.target, form.current);
      if (next && isCertain(fieldOf(next))) {
        focusControl(next);
        return;
      }
      waitsAt.current = event.target;
      // By then an answer that Enter finished is being evaluated.
      setTimeout(() => {
        if (!checking.current) goOn();
      });
    }
  };
}
