import {
  lettersOf,
  listPrintedLetters,
  markMailed,
  openLetter,
  openLetters,
  type Ports,
} from '@assent/application';

export const LETTERS = Symbol('letter use cases');

/** How people read the letters of a case. */
export function letterUseCases(ports: Ports) {
  return {
    list: lettersOf(ports),
    open: openLetter(ports),
    openAll: openLetters(ports),
    listPrinted: listPrintedLetters(ports),
    markMailed: markMailed(ports),
  };
}

export type LetterUseCases = ReturnType<typeof letterUseCases>;
