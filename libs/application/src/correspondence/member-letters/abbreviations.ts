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

/** Abbreviations of the field. A letter to a member has none of them without its meaning. */
const ABBREVIATIONS: readonly string[] = [
  ...Object.keys(MEANINGS),
  'ANC',
  'ASCT',
  'BID',
  'CrCl',
  'ECOG',
  'HCPCS',
  'ICD',
  'IMiD',
  'IRE',
  'LCD',
  'MM',
  'MRD',
  'NCD',
  'NDC',
  'NDMM',
  'NPI',
  'ORR',
  'P2P',
  'PFS',
  'PI',
  'PRN',
  'QD',
  'RRMM',
  'SLCA',
  'SOC',
  'TIW',
];

/** The abbreviations of the list that a text has as words, each once. */
export function abbreviationsIn(text: string): readonly string[] {
  const words = new Set(text.match(/[\p{L}\p{N}]+/gu) ?? []);
  return ABBREVIATIONS.filter((each) => words.has(each));
}

/** Those of them that it doesn't explain, as in `medical director (MD)` or `MD: …`. */
export function unexplainedIn(text: string): readonly string[] {
  return abbreviationsIn(text).filter(
    (each) =>
      !text.includes(`(${each})`) && !new RegExp(`(?:^|\\n|- )${each}(?:: | \\()`).test(text),
  );
}
