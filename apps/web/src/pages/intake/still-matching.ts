/**
 * Those of an answer to an earlier text that still match, so that fast typists choose none that they
 * no longer mean.
 */
export function stillMatching<Known extends { readonly name: string; readonly npi: string }>(
  known: readonly Known[],
  typed: string,
): readonly Known[] {
  const beginnings = plainWords(typed).split(' ').filter(Boolean);
  return known.filter(({ name, npi }) => {
    const words = ` ${plainWords(name)} ${npi}`;
    return beginnings.every((beginning) => words.includes(` ${beginning}`));
  });
}

function plainWords(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
