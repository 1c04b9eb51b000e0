import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { GuidelineDescription } from '../../client';
import { describeGuidelineOptions } from '../../client/@tanstack/react-query.gen';
import { useSession } from '../../session/session';

/** Names facts as people do; null for a fact without a known guideline yet. */
export type NameFact = (path: string) => string | null;

export function useFactNames(): NameFact {
  const { drugs } = useSession();
  const names = useQueries({
    queries: drugs.map(({ id }) => ({
      ...describeGuidelineOptions({ path: { guidelineId: id } }),
      staleTime: 5 * 60_000,
    })),
    combine: namesOf,
  });
  return useCallback((path) => names.get(path) ?? null, [names]);
}

function namesOf(
  answers: readonly { readonly data?: GuidelineDescription | undefined }[],
): Map<string, string> {
  const facts = answers.flatMap(({ data }) => data?.facts ?? []);
  return new Map(facts.map(({ path, label }) => [path, label]));
}
