import { distance } from 'fastest-levenshtein';

/** A drug as the guidelines name it, with its brands; one only seen in cases has none. */
export interface Agent {
  readonly name: string;
  readonly brands: readonly string[];
}

/** Those of which a name, or a word of one, begins as typed. */
export function agentsFitting(typed: string, agents: readonly Agent[]): readonly Agent[] {
  const beginning = plain(typed);
  return agents.filter((agent) =>
    namesOf(agent).some((name) => ` ${name}`.includes(` ${beginning}`)),
  );
}

/**
 * Whether the guidelines have a drug of that name. A biologic's name may go on, with the suffix of its
 * maker or what it is given with: `rituximab-abbs`, `daratumumab and hyaluronidase-fihj`.
 */
export function isRecognized(written: string, known: readonly Agent[]): boolean {
  const text = plain(written);
  return known.some((agent) =>
    namesOf(agent).some(
      (name) => text === name || (name.endsWith('mab') && /^[- ]\S/.test(afterStart(text, name))),
    ),
  );
}

function afterStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : '';
}

const SHORTEST_BEGINNING = 3;
/** Letters that are too many, missing or another (Levenshtein's distance). */
const SLIPS = 2;

/**
 * The drug that a written name probably means, where it is no name of a drug but the beginning of
 * one, or one with a slip or two; null where it is a name, or like none.
 */
export function agentMeant(written: string, known: readonly Agent[]): string | null {
  const text = plain(written);
  if (isRecognized(written, known)) return null;
  const isMeant = (name: string) =>
    (text.length >= SHORTEST_BEGINNING && name.startsWith(text)) ||
    (text.length > 2 * SLIPS && distance(text, name) <= SLIPS);
  return known.find((agent) => namesOf(agent).some(isMeant))?.name ?? null;
}

function namesOf({ name, brands }: Agent): string[] {
  return [name, ...brands].map(plain);
}

function plain(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}
