import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { reconcile, repairCase, type Repair, type StuckBoard } from '../../client';
import {
  countQueuesQueryKey,
  showStuckOptions,
  showStuckQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { useCaseEvents } from '../../live/live';
import type { StuckCase } from '../../work/words';
import { newsOf, withNewest } from './board';

const EVERY = 15_000;
const GATHER = 1_000;

/** The result of a repair. */
export type Outcome =
  | { readonly state: 'working' }
  | { readonly state: 'answered'; readonly answer: Repair }
  | { readonly state: 'failed'; readonly error: unknown };

/** The board as the reader sees it: its rows stay until they ask for updates. */
export function useBoard() {
  const queries = useQueryClient();
  const query = useQuery({ ...showStuckOptions(), refetchInterval: EVERY });
  const [taken, setTaken] = useState<StuckBoard | null>(null);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const underWay = useRef(new Set<string>());
  const latest = query.data;
  const shown = taken ?? latest ?? null;
  if (taken === null && latest) setTaken(latest);
  const { refetch } = query;
  useGathered(useCallback(() => void refetch(), [refetch]));

  const takeOver = (board: StuckBoard | undefined) => {
    if (!board) return;
    setTaken(board);
    setOutcomes(new Map());
  };
  const check = useMutation({
    mutationFn: async () => (await reconcile({ body: {}, throwOnError: true })).data,
    onSuccess: (board) => {
      queries.setQueryData(showStuckQueryKey(), board);
      void queries.invalidateQueries({ queryKey: countQueuesQueryKey() });
      takeOver(board);
    },
  });
  const note = (id: string, outcome: Outcome) =>
    setOutcomes((known) => new Map(known).set(id, outcome));

  const repair = async ({ id }: StuckCase): Promise<void> => {
    if (underWay.current.has(id)) return;
    underWay.current.add(id);
    note(id, { state: 'working' });
    const outcome = await outcomeOf(id);
    underWay.current.delete(id);
    const { data: board } = await refetch();
    if (board) setTaken((known) => known && withNewest(known, board, id));
    note(id, outcome);
    void queries.invalidateQueries({ queryKey: countQueuesQueryKey() });
  };

  return {
    query,
    shown,
    outcomes,
    news: shown && latest ? newsOf(shown, latest, new Set(outcomes.keys())) : 0,
    check,
    repair,
    renew: async (): Promise<void> => takeOver((await refetch()).data),
  };
}

async function outcomeOf(id: string): Promise<Outcome> {
  try {
    const { data: answer } = await repairCase({ path: { id }, body: {}, throwOnError: true });
    return { state: 'answered', answer };
  } catch (error) {
    return { state: 'failed', error };
  }
}

/** Calls once, a while after something happened to a case, for all until then. */
function useGathered(call: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useCaseEvents(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      call();
    }, GATHER);
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
}
