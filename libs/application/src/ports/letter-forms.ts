import type { LetterContent } from './letter-content';

/** The forms of a letter that are drawn from its content, and kept as they went out. */
export type LetterForm = 'text/html' | 'application/pdf';

/** A letter in each of its forms. */
export interface DrawnLetter {
  /** The version of what drew it. */
  readonly renderer: number;
  readonly html: string;
  readonly pdf: Uint8Array;
}

/** Draws letters. The same letter always gives the same bytes, as long as the version is the same. */
export interface LetterRenderer {
  /** @param at when it is drawn, which a PDF states */
  draw(
    letter: { readonly subject: string; readonly content: LetterContent },
    at: Date,
  ): Promise<DrawnLetter>;
}

/** What is kept of the letters that went out; none of it ever changes. */
export interface LetterFormRepository {
  /** The bytes of a form; null for a letter that was not sent, or was before forms were kept. */
  keptForm(letterId: string, form: LetterForm): Promise<Uint8Array | null>;
}
