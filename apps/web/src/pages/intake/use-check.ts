import type { Members } from '@assent/vocabulary';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type RefObject } from 'react';
import { precheck, type Determination } from '../../client';
import { Problem, type Fault } from '../../shared/problem';
import { asSent, ownFaults } from './request';
import { faultsOfStart, type Today } from './start';

interface Checked {
  readonly request: Members;
  readonly determination: Determination;
}

interface CheckOptions {
  readonly now: Today;
  /** The current request: the check of a changed one has no effect. */
  readonly newest: RefObject<Members>;
  readonly onPassed: () => void;
  readonly onRefused: (faults: readonly Fault[]) => void;
}

/**
 * Checks the whole request before its answers are reviewed: what the person still has to do, then
 * everything else that the API would refuse.
 */
export function useCheck({ now, newest, onPassed, onRefused }: CheckOptions) {
  const [checked, setChecked] = useState<Checked | null>(null);
  const isUnderWay = useRef(false);
  const check = useMutation({
    mutationFn: async (request: Members) => {
      const own = [...ownFaults(request), ...faultsOfStart(request, now)];
      try {
        const { data } = await precheck({ body: asSent(request) });
        return { faults: own, determination: data };
      } catch (error) {
        const faults = error instanceof Problem ? error.faults : [];
        if (own.length + faults.length === 0) throw error;
        const paths = new Set(own.map(({ path }) => path));
        return { faults: [...own, ...faults.filter(({ path }) => !paths.has(path))] };
      }
    },
    onSettled: () => {
      isUnderWay.current = false;
    },
  });
  return {
    checked,
    error: check.error,
    isPending: check.isPending,
    submittedAt: check.submittedAt,
    start: (request: Members) => {
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      check.mutate(request, {
        // Not called once the form is gone: whoever left stays away.
        onSuccess: ({ faults, determination }) => {
          if (request !== newest.current) return;
          if (faults.length > 0 || !determination) {
            onRefused(faults);
            return;
          }
          setChecked({ request, determination });
          onPassed();
        },
      });
    },
  };
}
