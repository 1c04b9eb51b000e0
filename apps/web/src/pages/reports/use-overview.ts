import { useQuery, useQueryClient } from '@tanstack/react-query';
import { showOverview, type Overview } from '../../client';
import { Problem } from '../../shared/problem';
import { serverTime } from '../../ui/now';
import { partsOf, partsWithout, type Part } from './health';

const EVERY = 15_000;

/** The system as this page saw it last. */
export interface Look {
  readonly at: string;
  readonly parts: readonly Part[];
  /** Since when this page has seen each part in its state, by name. */
  readonly since: Readonly<Record<string, string>>;
  /** The newest figures, which may be older than this look. */
  readonly overview: Overview | null;
  readonly problem: Problem | null;
}

/** Refreshes every 15 seconds. A failed refresh counts too: it says what is down. */
export function useOverview() {
  const queries = useQueryClient();
  const queryKey = ['overview'];
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => look(queries.getQueryData<Look>(queryKey), signal),
    refetchInterval: EVERY,
    staleTime: 0,
  });
}

async function look(before: Look | undefined, signal: AbortSignal): Promise<Look> {
  try {
    const { data } = await showOverview({ signal, throwOnError: true });
    return seen(before, data.at, partsOf(data), data, null);
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 401 || error.status === 403) throw error;
    const at = new Date(serverTime()).toISOString();
    return seen(before, at, partsWithout(error), before?.overview ?? null, error);
  }
}

function seen(
  before: Look | undefined,
  at: string,
  parts: readonly Part[],
  overview: Overview | null,
  problem: Problem | null,
): Look {
  const since = Object.fromEntries(
    parts.map(({ name, state }) => {
      const same = before?.parts.some((part) => part.name === name && part.state === state);
      return [name, (same ? before?.since[name] : undefined) ?? at];
    }),
  );
  return { at, parts, since, overview, problem };
}
