/**
 * The sentences of a text, without the words before a colon that introduce one: `Why: It is late.`
 * has the sentences `Why:` and `It is late.`
 */
export function sentencesIn(text: string): readonly string[] {
  return text
    .split(
      /\n|(?<=:)\s+(?=[\p{Lu}¿¡«“])|(?<!\b(?:Dra?|Mr|Mrs|Ms|Sra?|St|No|vs|\p{Lu})\.)(?<=[.!?][)»”"]?)\s+(?=[\p{Lu}\p{N}¿¡«“"(])/u,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence));
}

/** A text without addresses of pages and email. */
export function withoutLinks(text: string): string {
  return text
    .split(/(\s+)/u)
    .filter((part) => !/:\/\/|@/u.test(part))
    .join('');
}
