import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { suggestAgentsOptions } from '../client/@tanstack/react-query.gen';
import type { SelectOption } from '../ui/select';

/** Drugs that fit what is typed, with their brands. */
export function useSuggestedAgents(typed: string): {
  readonly options: readonly SelectOption<string>[];
  readonly isLoading: boolean;
} {
  const q = typed.trim();
  const { data, isFetching } = useQuery({
    ...suggestAgentsOptions({ query: q === '' ? {} : { q } }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? []).map(({ name, brands }) => ({
    value: name,
    label: name,
    ...(brands.length > 0 && { description: brands.join(', ') }),
  }));
  return { options, isLoading: isFetching };
}
