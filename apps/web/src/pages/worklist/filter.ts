import type { SavedView } from '../../client';
import type { Queue } from '../../work/words';
import type { WorklistAddress } from '../../work/worklist-address';

/** What a worklist shows: a queue, and what it is narrowed to. */
export type Filter = SavedView['filter'];

/** What a queue can be narrowed to, one at a time. */
export const NARROWINGS = [
  'status',
  'requestType',
  'urgency',
  'lineOfBusiness',
  'assignee',
  'stuckCause',
] as const;
export type Narrowing = (typeof NARROWINGS)[number];

/** The filter of an address. @param q a search that does not stand in it */
export function filterOf(address: WorklistAddress, q: string | undefined, queue: Queue): Filter {
  const { view: _, status, ...narrowings } = address;
  return {
    queue,
    ...narrowings,
    ...(status && { status: [status] }),
    ...(q !== undefined && { q }),
  };
}

/** Where a filter stands, and the search that must not stand in the address. */
export function addressOf(filter: Filter): {
  readonly search: WorklistAddress;
  readonly q?: string;
} {
  const { status, q, dueBefore: _, ...rest } = filter;
  const [first] = status ?? [];
  return {
    search: { ...rest, ...(first && { status: first }) },
    ...(q !== undefined && { q }),
  };
}

/** Which narrowings a filter has, the search left out. */
export function narrowingsOf(filter: Filter): Narrowing[] {
  return NARROWINGS.filter((name) => filter[name] !== undefined);
}

/** The filter without one of its narrowings. */
export function without(filter: Filter, name: Narrowing | 'q'): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
}

/** The same filter has the same key. */
export function keyOf(filter: Filter): string {
  return JSON.stringify(Object.entries(filter).sort(([a], [b]) => a.localeCompare(b)));
}
