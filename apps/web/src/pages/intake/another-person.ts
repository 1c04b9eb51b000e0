/** Titles next to a name that are not part of it. */
const TITLES: ReadonlySet<string> = new Set(
  'dr prof md do mbbs phd pharmd dnp np aprn fnp crnp rn pa pac jr sr ii iii'.split(' '),
);

/** Whether a name is clearly another person's, not a correction or another spelling. */
export function isAnotherPerson(name: string, other: string): boolean {
  const [one, two] = [wordsOf(name), wordsOf(other)];
  if (one.length === 0 || two.length === 0) return false;
  if (one.every((word) => two.includes(word)) || two.every((word) => one.includes(word)))
    return false;
  const [first, second] = [one.join(' '), two.join(' ')];
  return 3 * distance(first, second) > Math.max(first.length, second.length);
}

function wordsOf(name: string): readonly string[] {
  return name
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && !TITLES.has(word))
    .sort();
}

/** How many letters to insert, delete or replace (Levenshtein). */
function distance(one: string, two: string): number {
  let row = Array.from({ length: two.length + 1 }, (_, position) => position);
  Array.from(one).forEach((letter, line) => {
    const next = [line + 1];
    Array.from(two).forEach((other, position) => {
      const exchanged = (row[position] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(exchanged, (row[position + 1] ?? 0) + 1, (next[position] ?? 0) + 1));
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}
