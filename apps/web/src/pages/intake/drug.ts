import type { Session } from '../../session/session';

/** The id of the drug with that name; null if no guideline here governs it. */
export function drugNamed(drugs: Session['drugs'], name: string): string | null {
  const plain = name.trim().replace(/\s+/g, ' ').toLowerCase();
  return drugs.find(({ names }) => names.some((each) => each.toLowerCase() === plain))?.id ?? null;
}
