import type { Members } from '@assent/vocabulary';
import { readText } from '../../facts/readings';
import { isAnotherPerson } from './another-person';

/** What belongs to the named prescriber only. */
export const DETAILS = ['npi', 'phone', 'email'] as const;
export type Detail = (typeof DETAILS)[number];

/** For each detail, the name it belongs to; absent if none yet. */
export type Owners = ReadonlyMap<Detail, { readonly value: unknown; readonly name: string }>;

export const NO_OWNERS: Owners = new Map();

/**
 * Whose details these are. A detail unchanged since stays with the fullest form of the name that it
 * was beside, so that many small corrections do not give it to another person.
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

/** The unchanged details of another person's name. */
export function detailsOfAnother(prescriber: Members, owners: Owners): readonly Detail[] {
  const name = readText(prescriber['name']) ?? '';
  return DETAILS.filter((detail) => {
    const owner = owners.get(detail);
    return owner?.value === prescriber[detail] && owner && isAnotherPerson(name, owner.name);
  });
}

function wordsIn(name: string): number {
  return name.split(/\s+/u).filter((word) => word !== '').length;
}
