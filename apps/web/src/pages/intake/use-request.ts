import { type Members, valueAt } from '@assent/vocabulary';
import { useCallback, useMemo, useReducer, type RefObject } from 'react';
import { useGuideline } from '../../facts/guideline';
import { readText } from '../../facts/readings';
import { useSession } from '../../session/session';
import { drugNamed } from './drug';
import { fieldOf } from '../../ui/focus';
import { useNewest } from '../../ui/use-newest';
import { answeredFacts, firstState, nextState } from './form-state';
import { namesOf } from './names';
import { requestToCheck } from './request';
import { usePrecheck } from './use-precheck';

/** A form's request, what is known of it, and how to change it. */
export function useRequest(first: Members, form: RefObject<HTMLElement | null>) {
  const { drugs, payer } = useSession();
  const [state, tell] = useReducer(nextState, first, firstState);
  const { request } = state;
  const change = useCallback(
    (path: string, value: unknown) => tell({ kind: 'changed', path, value }),
    [],
  );
  const answer = useCallback(
    (fact: string, value: unknown) => change(`facts.${fact}`, value),
    [change],
  );
  const newest = useNewest(request);
  const check = usePrecheck(
    useMemo(() => requestToCheck(request), [request]),
    ({ missing }) => tell({ kind: 'determined', missing, current: currentFact(form.current) }),
  );
  const guideline = useGuideline(drugNamed(drugs, readText(valueAt(request, 'drug')) ?? ''));
  return {
    state,
    tell,
    change,
    answer,
    check,
    guideline,
    newest,
    answered: useMemo(() => answeredFacts(request), [request]),
    names: useMemo(() => namesOf(guideline.data, payer.timeZone), [guideline.data, payer.timeZone]),
  };
}

/** The fact of the focused question. */
function currentFact(form: HTMLElement | null): string | null {
  const active = document.activeElement;
  if (!active || !form?.contains(active)) return null;
  const path = fieldOf(active);
  return path.startsWith('facts.') ? path.slice('facts.'.length) : null;
}
