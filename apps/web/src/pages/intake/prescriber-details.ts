import type { Members } from '@assent/vocabulary';
import { readText } from '../../facts/readings';
import { isSomebodyElse } from './somebody-else';

/** What belongs to the prescriber who is named, and to nobody else. */
export const DETAILS = ['npi', 'phone', 'email'] as const;
export type Detail = (typeof DETAILS)[number];

/** For each detail, beside which name it has stood; one that stands beside none yet is absent. */
export type Owners = ReadonlyMap<Detail, { readonly value: unknown; readonly name: string }>;

export const NO_OWNERS: Owners = new Map();

/**
 * Whose details stand there. What has not changed since stays with the fullest form of the name beside
 * which it stood, so that no number of small corrections hands it on to somebody else.
 */
export function ownersOf(prescriber: Members, before: Owners): Owners {
  const name = readText(prescriber['name'])?.trim() ?? '';
  return new Map(
    DETAILS.flatMap((detail) => {
      const value = prescriber[detail];
      if (value === undefined || value === null) return [];
      const last = before.get(detail);
      const known = last?.value === value ? last.name : '';
      const fullest = wordsIn(known) >= wordsIn(name) ? known : name;
      return fullest === '' ? [] : [[detail, { value, name: fullest }] as const];
    }),
  );
}

/** The details that stood beside the name of somebody else, and have not changed since. */
export function detailsOfAnother(prescriber: Members, owners: Owners): readonly Detail[] {
  const name = readText(prescriber['name']) ?? '';
  return DETAILS.filter((detail) => {
    const owner = owners.get(detail);
    return owner?.value === prescriber[detail] && owner && isSomebodyElse(name, owner.name);
  });
}

function wordsIn(name: string): number {
  return name.split(/\s+/u).filter((word) => word !== '').length;
}
