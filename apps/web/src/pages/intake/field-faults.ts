import { useMemo, useRef, useState, type FocusEvent } from 'react';
import { isAtOrIn } from '@assent/vocabulary';
import { text } from '../../facts/text';
import type { Fault } from '../../shared/problem';
import { fieldOf } from '../../ui/focus';
import { LABELS } from './request';

/**
 * The faults to show at the fields. An answer's fault waits while the answer is being written, but
 * shows at once if it was in a refused request.
 */
export function useFieldFaults(live: readonly Fault[], refused: readonly Fault[]) {
  const [current, setCurrent] = useState<string | null>(null);
  const last = useRef<string | null>(null);
  const faults = useMemo(() => {
    const settled = live.filter(({ path }) => current === null || !isAtOrIn(path, current));
    const known = new Set(refused.map(({ path }) => path));
    return [...refused, ...settled.filter(({ path }) => !known.has(path))];
  }, [live, refused, current]);
  return {
    faults,
    faultAt: (path: string) => {
      const fault = faults.find((each) => each.path === path);
      return fault && text.fault({ label: LABELS.get(path) ?? path, message: fault.message });
    },
    /** The form's last focused field. */
    last,
    watchFocus: {
      onFocus: ({ target }: FocusEvent) => {
        last.current = fieldOf(target) || null;
        setCurrent(last.current);
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        if (!currentTarget.contains(relatedTarget)) setCurrent(null);
      },
    },
  };
}
