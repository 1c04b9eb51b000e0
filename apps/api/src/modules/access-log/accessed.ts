import type { Accessed } from '@assent/application';
import { READ_KINDS, type Places, type Reads } from '@assent/contracts';

/** How many ids of a kind an entry names: more than a page lists. */
const MAX_IDS = 500;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A call and its answer, as far as ids can be in them. */
export interface ReadCall {
  readonly params: unknown;
  readonly query: unknown;
  /** Undefined if none was shown, or no JSON. */
  readonly answer: unknown;
}

/** Whose data a call showed, or was asked to show, and how many rows it listed. */
export function accessed(
  reads: Reads,
  call: ReadCall,
): Accessed & { readonly listed: number | null } {
  const ids = Object.fromEntries(
    READ_KINDS.map((kind) => [kind, idsAt(reads[kind], call)]),
  ) as Record<(typeof READ_KINDS)[number], readonly string[]>;
  const isListed = reads.rows !== undefined && call.answer !== undefined;
  return { ...ids, listed: isListed ? valuesAt(call.answer, reads.rows).length : null };
}

/** What is no id is left out: people type anything into addresses. */
function idsAt(places: Places | undefined, call: ReadCall): readonly string[] {
  if (places === undefined) return [];
  const ids = new Set<string>();
  for (const place of [places].flat()) {
    for (const value of valuesOf(place, call)) {
      const id = typeof value === 'string' ? value.toLowerCase() : '';
      if (UUID.test(id) && ids.size < MAX_IDS) ids.add(id);
    }
  }
  return [...ids];
}

function valuesOf(place: string, { params, query, answer }: ReadCall): readonly unknown[] {
  if (place.startsWith('{')) return valuesAt(params, place.slice(1, -1));
  if (!place.startsWith('?')) return valuesAt(answer, place);
  return valuesAt(query, place.slice(1))
    .flat()
    .flatMap((text) => (typeof text === 'string' ? text.split(',') : []));
}

/** The values at a path; `*` stands for each element of a list. */
function valuesAt(value: unknown, path: string): readonly unknown[] {
  return path.split('.').reduce<readonly unknown[]>(
    (values, name) =>
      values.flatMap((each): readonly unknown[] => {
        if (name === '*') return Array.isArray(each) ? each : [];
        const isObject = typeof each === 'object' && each !== null;
        return isObject ? [(each as Readonly<Record<string, unknown>>)[name]] : [];
      }),
    [value],
  );
}
