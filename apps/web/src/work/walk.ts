import { storeOf, useStored } from '../shared/store';
import type { WorklistAddress } from './worklist-address';

/** The list that a case was opened from, in its order. In memory alone, like all that it names. */
export interface Walk {
  readonly caseIds: readonly string[];
  /** What the list is called, as in "Mine". */
  readonly name: string;
  /** Where it stands, to go back to. */
  readonly back:
    | { readonly to: '/worklist'; readonly search: WorklistAddress; readonly q?: string }
    | { readonly to: '/stuck' };
}

/** Where a case stands in the list that is being walked. */
export interface WalkPlace {
  readonly walk: Walk;
  /** From 1. */
  readonly position: number;
  readonly previous: string | null;
  readonly next: string | null;
}

const walked = storeOf<Walk | null>(null);
let lastSeen: string | null = null;

/** Lets J and K on a case's page go on in the list that the reader came from. */
export const worklistWalk = {
  /** Remembers the list; a list calls it when one of its cases is opened. */
  begin(walk: Walk, caseId: string): void {
    walked.set(walk);
    lastSeen = caseId;
  },
  /** Remembers how far the reader went, so that the list can show it when they come back. */
  reach(caseId: string): void {
    if (walked.current()?.caseIds.includes(caseId)) lastSeen = caseId;
  },
  /** The case of the list that was open last; null when none was. */
  lastSeen: (): string | null => lastSeen,
  /** The list has shown it. */
  forgetSeen(): void {
    lastSeen = null;
  },
};

/** Where the case stands in the list that the reader came from; null when it is in none. */
export function useWorklistWalk(caseId: string): WalkPlace | null {
  return placeOf(useStored(walked), caseId);
}

export function placeOf(walk: Walk | null, caseId: string): WalkPlace | null {
  const at = walk?.caseIds.indexOf(caseId) ?? -1;
  if (!walk || at < 0) return null;
  return {
    walk,
    position: at + 1,
    previous: walk.caseIds[at - 1] ?? null,
    next: walk.caseIds[at + 1] ?? null,
  };
}
