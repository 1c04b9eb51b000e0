import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { saveDraft, viewDraft, type Draft } from '../../client';
import type { Members } from '../../facts/readings';
import { madeFrom } from '../../session/api';
import { Problem } from '../../session/problem';
import { useIsReachable } from '../../session/reachability';
import { currentToken, onTokenChange } from '../../session/token';
import { useSteady } from '../../ui/use-newest';

/** How long after a change it is saved, in milliseconds. */
const PAUSE = 1_000;
/** After how long a save that failed is tried again, in milliseconds. */
const AGAIN = 10_000;

export type DraftState =
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly problem: Problem }
  /** Somebody saved another version, in another window most likely. */
  | ({ readonly kind: 'changed' } & DraftFork);

/** Another version of the draft, and the one from which both went on. */
export interface DraftFork {
  readonly base: Members;
  readonly theirs: Draft;
}

interface KeptDraft {
  readonly state: DraftState;
  /** Goes on from another version, once it is settled which values count. */
  goOnFrom(other: Draft): void;
  /** Saves nothing more; resolves when no save is under way. */
  stop(): Promise<void>;
}

/**
 * Keeps the request on the server while it is written. One that was removed elsewhere is kept anew.
 * @param first what it holds already
 * @param onMoved told the id under which it is kept anew
 */
export function useDraft(
  firstId: string,
  request: Members,
  first: Draft | null,
  onMoved: (id: string) => void,
): KeptDraft {
  const [state, setState] = useState<DraftState>(
    first === null ? { kind: 'unsaved' } : { kind: 'saved', at: first.savedAt },
  );
  const id = useRef(firstId);
  const told = useRef(firstId);
  const moved = useSteady(onMoved);
  const newest = useRef(request);
  const saved = useRef(request);
  const version = useRef(first?.version ?? null);
  const underWay = useRef<Promise<void> | null>(null);
  const isOver = useRef(false);
  const [turn, setTurn] = useState(0);
  const isReachable = useIsReachable();
  const isSignedIn = useSyncExternalStore(onTokenChange, () => currentToken() !== null);

  const save = useCallback(() => {
    const sendAll = async () => {
      while (saved.current !== newest.current && !isOver.current) {
        const sending = newest.current;
        setState({ kind: 'saving' });
        try {
          const { data } = await saveDraft({
            path: { draftId: id.current },
            body: { request: { ...sending } },
            headers: version.current === null ? {} : madeFrom(version.current),
          });
          version.current = data.version;
          saved.current = sending;
          setState({ kind: 'saved', at: data.savedAt });
        } catch (error) {
          if (version.current === null || !isGone(error)) throw error;
          id.current = crypto.randomUUID();
          version.current = null;
          continue;
        }
        if (told.current === id.current) continue;
        told.current = id.current;
        moved(id.current);
      }
    };
    underWay.current ??= sendAll()
      .catch(async (error: unknown) => setState(await failureOf(id.current, error, saved.current)))
      .finally(() => {
        underWay.current = null;
      });
  }, [moved]);

  useEffect(() => {
    newest.current = request;
    if (saved.current === request || !isReachable || !isSignedIn) return;
    const timer = setTimeout(save, PAUSE);
    return () => clearTimeout(timer);
  }, [request, save, isReachable, isSignedIn, turn]);

  useEffect(() => {
    if (state.kind !== 'failed' || !isReachable || !isSignedIn) return;
    const timer = setTimeout(save, AGAIN);
    return () => clearTimeout(timer);
  }, [state, save, isReachable, isSignedIn]);

  // Who leaves within the pause loses nothing.
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') save();
    };
    document.addEventListener('visibilitychange', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      save();
    };
  }, [save]);

  return {
    state,
    goOnFrom: (other) => {
      version.current = other.version;
      saved.current = other.request;
      setState({ kind: 'unsaved' });
      setTurn(turn + 1);
    },
    stop: async () => {
      isOver.current = true;
      await underWay.current;
    },
  };
}

function isGone(error: unknown): boolean {
  return error instanceof Problem && error.code === 'draft-not-found';
}

async function failureOf(id: string, error: unknown, base: Members): Promise<DraftState> {
  if (!(error instanceof Problem)) throw error;
  if (error.code !== 'draft-changed') return { kind: 'failed', problem: error };
  try {
    const { data: theirs } = await viewDraft({ path: { draftId: id } });
    return { kind: 'changed', base, theirs };
  } catch (unread) {
    return failureOf(id, unread, base);
  }
}
