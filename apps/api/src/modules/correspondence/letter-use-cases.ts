import {
  keptForm,
  lettersOf,
  listLetters,
  markMailed,
  openLetter,
  openLetters,
  reportDelivery,
  type Ports,
} from '@assent/application';

export const LETTERS = Symbol('letter use cases');

/** How people read the letters of a case. */
export function letterUseCases(ports: Ports) {
  return {
    list: lettersOf(ports),
    open: openLetter(ports),
    openAll: openLetters(ports),
    kept: keptForm(ports),
    listAll: listLetters(ports),
    markMailed: markMailed(ports),
    reportDelivery: reportDelivery(ports),
  };
}

export type LetterUseCases = ReturnType<typeof letterUseCases>;
