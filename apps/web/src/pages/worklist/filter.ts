import type { Queue } from '@assent/vocabulary';
import type { SavedView } from '../../client';
import type { WorklistAddress } from '../../work/worklist-address';

/** What a worklist shows: a queue, and its filters. */
export type Filter = SavedView['filter'];

/** A queue's filters, one at a time. */
export const NARROWINGS = [
  'status',
  'requestType',
  'urgency',
  'lineOfBusiness',
  'assignee',
  'stuckCause',
] as const;
export type Narrowing = (typeof NARROWINGS)[number];

/** The filter of an address. @param q a search that is not in it */
export function filterOf(address: WorklistAddress, q: string | undefined, queue: Queue): Filter {
  const { view: _, status, ...narrowings } = address;
  return {
    queue,
    ...narrowings,
    ...(status && { status: [status] }),
    ...(q !== undefined && { q }),
  };
}

/** The address of a filter, and the search that must stay out of it. */
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

/** The narrowings of a filter, without the search. */
export function narrowingsOf(filter: Filter): Narrowing[] {
  return NARROWINGS.filter((name) => filter[name] !== undefined);
}

/** The filter without one narrowing. */
export function without(filter: Filter, name: Narrowing | 'q'): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([key]) => key !== name));
}

/** The same filter has the same key. */
export function keyOf(filter: Filter): string {
  return JSON.stringify(Object.entries(filter).sort(([a], [b]) => a.localeCompare(b)));
}
