import type { Members } from '@assent/vocabulary';
import { useSelector } from '@tanstack/react-store';
import { useEffect, useState } from 'react';
import type { Draft } from '../../client';
import { useIsReachable } from '../../session/reachability';
import { useIsSignedIn } from '../../session/use-is-signed-in';
import type { Problem } from '../../shared/problem';
import { useSteady } from '../../ui/use-newest';
import { draftKeeper, type DraftFork, type DraftKeeper, type Keeping } from './draft-keeper';

/** When a change is saved, in milliseconds. */
const PAUSE = 1_000;
/** When a failed save is retried, in milliseconds. */
const AGAIN = 10_000;

/** The state of what is on the page now. */
export type DraftState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'changed' };

interface KeptDraft extends Pick<DraftKeeper, 'goOnFrom' | 'isAtRisk' | 'settle' | 'stop'> {
  readonly state: DraftState;
  readonly fork: DraftFork | null;
}

/**
 * Keeps the request on the server while it is written.
 * @param draft what was saved before; null for a new one
 * @param left its keeper, if it was left before it was saved
 * @param onMoved receives the id of a new copy
 */
export function useDraft(
  firstId: string,
  request: Members,
  draft: Draft | null,
  left: DraftKeeper | null,
  onMoved: (id: string) => void,
): KeptDraft {
  const [keeper] = useState(() => left ?? draftKeeper(firstId, request, draft));
  const keeping = useSelector(keeper.keeping);
  const moved = useSteady(onMoved);
  const isReachable = useIsReachable();
  const isSignedIn = useIsSignedIn();
  const { saved, isSaving, failure, fork } = keeping;

  useEffect(() => {
    keeper.hold(request);
    if (saved === request || !isReachable || !isSignedIn) return;
    const timer = setTimeout(() => keeper.save(), PAUSE);
    return () => clearTimeout(timer);
  }, [keeper, request, saved, isReachable, isSignedIn]);

  useEffect(() => {
    if (failure === null || isSaving || !isReachable || !isSignedIn) return;
    const timer = setTimeout(() => keeper.save(), AGAIN);
    return () => clearTimeout(timer);
  }, [keeper, failure, isSaving, isReachable, isSignedIn]);

  // Leaving within the pause loses nothing.
  useEffect(() => {
    keeper.enter(moved);
    const leave = () => {
      if (document.visibilityState === 'hidden') keeper.save(true);
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      keeper.leave();
    };
  }, [keeper, moved]);

  return {
    ...keeper,
    fork,
    state: stateOf(request, keeping, isReachable, isSignedIn),
  };
}

function stateOf(
  request: Members,
  { saved, savedAt, isSaving, failure, fork }: Keeping,
  isReachable: boolean,
  isSignedIn: boolean,
): DraftState {
  if (request === saved) {
    return savedAt === null ? { kind: 'untouched' } : { kind: 'saved', at: savedAt };
  }
  if (fork !== null) return { kind: 'changed' };
  if (!isSignedIn) return { kind: 'signed-out' };
  if (!isReachable) return { kind: 'unreachable' };
  if (isSaving) return { kind: 'saving' };
  // What failed for lack of an answer or a session is sent again once there is one.
  if (failure === null || failure.status === 0 || failure.status === 401) {
    return { kind: 'unsaved' };
  }
  return { kind: 'failed', problem: failure };
}
