import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listAllLetters, markMailed, type ListedLetter } from '../../client';
import { commandKey } from '../../session/api';
import { isUnanswered } from '../../shared/problem';
import type { MemberLetterKind } from '../../work/words';

const PAGE = 50;

export type ListedState = Exclude<ListedLetter['state'], 'queued'>;
export type Recipient = ListedLetter['recipient'];

export interface LetterFilter {
  readonly state: ListedState;
  readonly recipient?: Recipient;
  readonly language?: ListedLetter['language'];
  readonly kind?: MemberLetterKind;
}

/** The letters of a filter, longest waiting first; more pages on demand. */
export function useListedLetters(filter: LetterFilter) {
  const queries = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: ['printed-letters', filter] as const,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await listAllLetters({
        query: { ...filter, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) },
        signal,
      });
      return data;
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const letters: readonly ListedLetter[] = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = query.data?.pages.at(-1)?.total ?? null;
  const renew = () => void queries.invalidateQueries({ queryKey: ['printed-letters'] });
  return { query, letters, total, renew };
}

/** What became of marking some letters as mailed. */
export interface Marked {
  readonly done: number;
  /** Those that are not marked, with why the first one is not. */
  readonly failed: readonly string[];
  readonly error: unknown;
}

/** Marks letters as mailed, one after the other; one whose answer was lost keeps its key. */
export function useMarkMailed() {
  const [keys] = useState(() => new Map<string, ReturnType<typeof commandKey>>());
  return async (ids: readonly string[]): Promise<Marked> => {
    const failed: string[] = [];
    let error: unknown = null;
    for (const letterId of ids) {
      const headers = keys.get(letterId) ?? commandKey();
      keys.set(letterId, headers);
      try {
        await markMailed({ path: { letterId }, headers });
        keys.delete(letterId);
      } catch (failure) {
        if (!isUnanswered(failure, false)) keys.delete(letterId);
        failed.push(letterId);
        error ??= failure;
      }
    }
    return { done: ids.length - failed.length, failed, error };
  };
}
