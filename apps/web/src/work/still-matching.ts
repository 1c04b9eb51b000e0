/**
 * Those of an answer to an earlier text that still match, so that fast typists choose none that they
 * no longer mean.
 * @param textsOf what a person may have typed of one
 */
export function stillMatching<Known>(
  known: readonly Known[],
  typed: string,
  textsOf: (each: Known) => readonly string[],
): readonly Known[] {
  const beginnings = plainWords(typed).split(' ').filter(Boolean);
  return known.filter((each) => {
    const words = ` ${textsOf(each).map(plainWords).join(' ')}`;
    return beginnings.every((beginning) => words.includes(` ${beginning}`));
  });
}

function plainWords(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
