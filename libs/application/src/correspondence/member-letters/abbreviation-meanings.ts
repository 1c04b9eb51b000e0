import type { LetterLanguage } from '../../ports/letter-content';

/** What abbreviations of guidelines mean to a member; a letter that has one explains it. */
export const MEANINGS: Readonly<Record<string, Readonly<Record<LetterLanguage, string>>>> = {
  FDA: {
    en: 'Food and Drug Administration, which approves drugs in the United States',
    es: 'Food and Drug Administration, el organismo que aprueba los medicamentos en Estados Unidos',
  },
  NCCN: {
    en: 'National Comprehensive Cancer Network, a group of cancer centers',
    es: 'National Comprehensive Cancer Network, un grupo de centros contra el cáncer',
  },
};

/** The abbreviations that a letter to a member explains by itself. */
export const WITH_MEANING: ReadonlySet<string> = new Set(Object.keys(MEANINGS));
