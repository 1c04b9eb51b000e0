import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { searchCases, type CaseSummary } from '../client';
import { calendarDay } from '../ui/times';
import { stillMatching } from './still-matching';
import { text } from './text';

/** How many cases show while a person types. */
const MAX_SHOWN = 8;
/** Less matches too much. */
const SHORTEST = 2;

/** The first few cases that match a text. It is sent as a body: no address ever holds it. */
export function foundCases(typed: string) {
  const q = typed.trim();
  return {
    queryKey: ['found-cases', q],
    queryFn: async (): Promise<readonly CaseSummary[]> =>
      (await searchCases({ body: { q, limit: MAX_SHOWN } })).data.items,
  };
}

/**
 * The cases that match the text so far. Until its answer comes, those of the text before; one that was
 * found by anything that is not shown waits for the answer.
 */
export function useFoundCases(typed: string): readonly CaseSummary[] {
  const isEnough = typed.trim().length >= SHORTEST;
  const { data = [], isPlaceholderData } = useQuery({
    ...foundCases(typed),
    enabled: isEnough,
    placeholderData: keepPreviousData,
  });
  if (!isEnough) return [];
  return isPlaceholderData ? stillMatching(data, typed, shownOf) : data;
}

function shownOf({ memberId, memberName, number }: CaseSummary): readonly string[] {
  return [memberName, memberId, number];
}

/** What distinguishes members of the same name. */
export function whoIs({
  birthDate,
  memberId,
}: Pick<CaseSummary, 'birthDate' | 'memberId'>): string {
  return text.whoIs({ birthDate: calendarDay(birthDate), memberId });
}
