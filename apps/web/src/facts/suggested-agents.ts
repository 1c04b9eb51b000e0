import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { suggestAgents } from '../client';
import type { SelectOption } from '../ui/select';
import { agentsFitting, type Agent } from './agent-names';

const FRESH = 60_000;

/** Sent as a body: typed text is never in an address. */
function suggestedFor(q: string) {
  return {
    queryKey: ['suggested-agents', q],
    queryFn: async () => (await suggestAgents({ body: { q } })).data,
  };
}

function useAllSuggested() {
  return useQuery({ ...suggestedFor(''), staleTime: FRESH });
}

/** The drugs that the guidelines name. */
export function useKnownAgents(): readonly Agent[] {
  return known(useAllSuggested().data?.items);
}

function known(all: readonly Agent[] = []): readonly Agent[] {
  return all.filter(({ brands }) => brands.length > 0);
}

/**
 * Drugs that match the text, with their brands: those of the guidelines at once, so that fast
 * typists choose what they see, and those from cases once the server has answered.
 */
export function useSuggestedAgents(typed: string): {
  readonly options: readonly SelectOption<string>[];
  readonly isLoading: boolean;
} {
  const q = typed.trim();
  const all = useAllSuggested();
  const named = known(all.data?.items);
  const { data, isFetching } = useQuery({
    ...suggestedFor(q),
    staleTime: FRESH,
    placeholderData: keepPreviousData,
  });
  const others = (data?.items ?? []).filter(({ name }) =>
    named.every((each) => each.name !== name),
  );
  const options = agentsFitting(q, [...named, ...others]).map(({ name, brands }) => ({
    value: name,
    label: name,
    ...(brands.length > 0 && { description: brands.join(', ') }),
  }));
  return { options, isLoading: isFetching || all.isLoading };
}
