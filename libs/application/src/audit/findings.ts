/** How many findings are told in words; the others are counted. */
const MAX_TOLD = 100;

/** Collects what is wrong, in sentences without member data. */
export class Findings {
  private readonly sentences: string[] = [];
  private all = 0;

  add(sentence: string): void {
    this.all += 1;
    if (this.sentences.length < MAX_TOLD) this.sentences.push(sentence);
  }

  get told(): readonly string[] {
    return this.sentences;
  }

  get count(): number {
    return this.all;
  }
}
