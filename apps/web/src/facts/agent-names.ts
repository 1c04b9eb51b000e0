import { distance } from 'fastest-levenshtein';

/** A drug as the guidelines name it, with its brands; one only from cases has none. */
export interface Agent {
  readonly name: string;
  readonly brands: readonly string[];
}

/** Agents with a name, or a word in it, that starts with the text. */
export function agentsFitting(typed: string, agents: readonly Agent[]): readonly Agent[] {
  const beginning = plain(typed);
  return agents.filter((agent) =>
    namesOf(agent).some((name) => ` ${name}`.includes(` ${beginning}`)),
  );
}

/**
 * Whether the guidelines have a drug of that name. A biologic's name may continue with its maker's
 * suffix or what it is given with: `rituximab-abbs`, `daratumumab and hyaluronidase-fihj`.
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
/** Extra, missing or wrong letters (Levenshtein's distance). */
const SLIPS = 2;

/**
 * The drug that a written name probably means, if it is not a drug's name but the beginning of one,
 * or one with a slip or two; null if it is a name, or like none.
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
