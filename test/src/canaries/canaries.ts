/** Words that belong in the record and nowhere else, each with the place where it was planted. */
export interface Canaries {
  /** A new word of eight letters, as a name or an id may have. */
  plant(where: string): string;
  readonly count: number;
  /** Where those words were planted that a text contains, in any case, and in base64. */
  foundIn(text: string): readonly string[];
}

const START = 'zqx';
const LETTERS = 'bcdfghjklmnpqrtvw';
const WORD = new RegExp(`${START}[${LETTERS}]{5}`, 'gi');
const BASE64 = /[\w+/-]{16,}/g;

export function canaries(): Canaries {
  const places = new Map<string, string>();
  return {
    plant(where) {
      const word = wordOf(places.size);
      places.set(word, where);
      return word;
    },
    get count() {
      return places.size;
    },
    foundIn: (text) =>
      [...new Set(wordsIn(text))].map(
        (word) => places.get(word) ?? `\`${word}\`, which is not ours`,
      ),
  };
}

function wordOf(serial: number): string {
  let rest = serial;
  let ending = '';
  for (let place = 0; place < 5; place += 1) {
    ending += LETTERS.charAt(rest % LETTERS.length);
    rest = Math.floor(rest / LETTERS.length);
  }
  return `${START}${ending}`;
}

function wordsIn(text: string): readonly string[] {
  const encoded = [...text.matchAll(BASE64)].flatMap(([run]) =>
    // A word may begin anywhere in what was encoded.
    [0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), 'base64').toString('latin1')),
  );
  return [text, ...encoded].flatMap((each) =>
    [...each.matchAll(WORD)].map(([word]) => word.toLowerCase()),
  );
}
