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

const SHORTEST_BEGINNING = 3;
const SLIPS = 2;

/**
 * The drug that a written name probably means, where it is no name of a drug but the beginning of
 * one, or one with a slip or two; null where it is a name, or like none.
 */
export function agentMeant(written: string, known: readonly Agent[]): string | null {
  const text = plain(written);
  if (known.some((agent) => namesOf(agent).includes(text))) return null;
  const isMeant = (name: string) =>
    (text.length >= SHORTEST_BEGINNING && name.startsWith(text)) ||
    (text.length > 2 * SLIPS && slipsBetween(text, name) <= SLIPS);
  return known.find((agent) => namesOf(agent).some(isMeant))?.name ?? null;
}

function namesOf({ name, brands }: Agent): string[] {
  return [name, ...brands].map(plain);
}

function plain(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}

/** How many letters are too many, missing or another (Levenshtein's distance). */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, position) => position);
  for (const [above, letter] of Array.from(a).entries()) {
    const next = [above + 1];
    for (const [left, other] of Array.from(b).entries()) {
      const [replaced = 0, removed = 0] = [row[left], row[left + 1]];
      next.push(
        Math.min(replaced + (letter === other ? 0 : 1), removed + 1, (next[left] ?? 0) + 1),
      );
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
