import type { Determination } from '../../client';
import { isAtOrIn, isMembers, type Members } from '@assent/vocabulary';
import { nextQuestions } from '../../facts/questions';
import type { Fault } from '../../shared/problem';
import { withFitChoices } from './dependent-choices';
import { changesOf, merged } from './differences';
import { statedValues, withValue } from './request';

export interface FormState {
  readonly request: Members;
  /** The facts asked for, in their order on the page. */
  readonly order: readonly string[];
  /** What the last evaluation lacked. */
  readonly missing: Determination['missing'];
  readonly showsAll: boolean;
  /** Changes whenever values come from outside the fields. */
  readonly revision: number;
  /** What the API refused when opening the case, except what has changed since. */
  readonly refused: readonly Fault[];
  /** Which faults are listed on top: those of filled-in values, or of the refused opening. */
  readonly summary: 'none' | 'filled-in' | 'refused';
}

export type FormChange =
  | { readonly kind: 'changed'; readonly path: string; readonly value: unknown }
  | { readonly kind: 'filled-in'; readonly request: Members }
  | ({ readonly kind: 'merged'; readonly takenOver: readonly string[] } & Branches)
  | {
      readonly kind: 'determined';
      readonly missing: Determination['missing'];
      readonly current: string | null;
    }
  | { readonly kind: 'show-all' }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] };

/** Another window's changes to the common base. */
export interface Branches {
  readonly base: Members;
  readonly theirs: Members;
}

export function firstState(request: Members): FormState {
  return {
    request,
    order: [...answeredFacts(request)],
    missing: [],
    showsAll: false,
    revision: 0,
    refused: [],
    summary: 'none',
  };
}

export function nextState(state: FormState, change: FormChange): FormState {
  switch (change.kind) {
    case 'changed': {
      const request = withValue(state.request, change.path, change.value);
      return {
        ...state,
        request: withFitChoices(request, change.path),
        refused: without(state.refused, change.path),
      };
    }
    case 'filled-in':
      return {
        ...firstState(change.request),
        missing: state.missing,
        revision: state.revision + 1,
        summary: 'filled-in',
      };
    case 'merged': {
      const { base, theirs, takenOver } = change;
      const taken = [...changesOf(base, state.request, theirs).theirs, ...takenOver];
      return {
        ...state,
        request: merged(state.request, theirs, taken),
        refused: taken.reduce(without, state.refused),
        // Other fields show whatever they get: a person writing in one continues.
        revision: state.revision + (taken.some((path) => isAtOrIn(path, 'facts')) ? 1 : 0),
      };
    }
    case 'determined':
      return ordered(
        {
          ...state,
          missing: change.missing,
          // A request that can be evaluated has no faults left.
          summary: state.summary === 'filled-in' ? 'none' : state.summary,
        },
        change.current,
      );
    case 'show-all':
      return ordered({ ...state, showsAll: true }, null);
    case 'refused':
      return { ...state, refused: change.faults, summary: 'refused' };
  }
}

/** The faults of other members; the same list if that is all. */
function without(faults: readonly Fault[], changed: string): readonly Fault[] {
  const others = faults.filter(({ path }) => !isAtOrIn(path, changed));
  return others.length === faults.length ? faults : others;
}

/** The answered facts, including `not known`. */
export function answeredFacts(request: Members): ReadonlySet<string> {
  const facts = request['facts'];
  return new Set(isMembers(facts) ? statedValues(facts).map(([path]) => path) : []);
}

function ordered(state: FormState, current: string | null): FormState {
  const { order, missing, showsAll, request } = state;
  const answered = answeredFacts(request);
  return {
    ...state,
    order: nextQuestions({ order, answered, missing, current, isComplete: showsAll }),
  };
}
