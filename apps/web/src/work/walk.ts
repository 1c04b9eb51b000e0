import { createAtom, useSelector } from '@tanstack/react-store';
import type { AppealsAddress } from './appeals-address';
import type { WorklistAddress } from './worklist-address';

/** The list that a case was opened from, in order. In memory only, like all names in it. */
export interface Walk {
  readonly caseIds: readonly string[];
  /** The list's name, as in "Mine". */
  readonly name: string;
  /** Its place, to go back to. */
  readonly back:
    | { readonly to: '/worklist'; readonly search: WorklistAddress; readonly q?: string }
    | { readonly to: '/appeals'; readonly search: AppealsAddress }
    | { readonly to: '/stuck' };
}

/** A case's place in the list being walked. */
export interface WalkPlace {
  readonly walk: Walk;
  /** From 1. */
  readonly position: number;
  readonly previous: string | null;
  readonly next: string | null;
}

const walked = createAtom<Walk | null>(null);
let lastSeen: string | null = null;

/** Lets J and K on a case's page continue in the reader's last list. */
export const worklistWalk = {
  /** Remembers the list; call it when one of its cases is opened. */
  begin(walk: Walk, caseId: string): void {
    walked.set(walk);
    lastSeen = caseId;
  },
  /** Remembers how far the reader went, so that the list can show it on their return. */
  reach(caseId: string): void {
    if (walked.get()?.caseIds.includes(caseId)) lastSeen = caseId;
  },
  /** The list's last opened case; null if none was. */
  lastSeen: (): string | null => lastSeen,
  /** The list has shown it. */
  forgetSeen(): void {
    lastSeen = null;
  },
};

/** The case's place in the reader's last list; null if it is in none. */
export function useWorklistWalk(caseId: string): WalkPlace | null {
  return placeOf(useSelector(walked), caseId);
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
