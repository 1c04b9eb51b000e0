import { sentencesIn, withoutLinks } from './sentences';

/** Short forms that everyone knows. */
const EVERYDAY = words('AM COVID ID OK PDF PIN PM TTY TV US USA ZIP');

/** Short forms that an oncology office knows, and that letters to it need not explain. */
export const OFFICE_TERMS = words(
  'AE AL ALT ANC ASCT AST BCMA BID BMI BUN CBC CD38 CMP CMS CNS CPT CR CRAB CT DNA DRd ECG ECOG EHR EKG ERISA FDA FISH FLC GI HCPCS HIV ICD IMWG IMiD ISS IV IgA IgD IgG IgM KRd LDH LVEF MGUS MM MRD MRI NCCN NDC NDMM NPI NSCLC ORR OS PET PFS PI PO PR PRN QD RBC RRMM SC SPEP TID UPEP VGPR VRd WBC WHO',
);

const STATES = words(
  'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY',
);

const CREDENTIALS = words(
  'APRN BCOP CRNP DDS DNP DO FACP FNP MBBS MD MPH MS NP PA PharmD PhD RN RPh',
);

/** Numbers that the Romans wrote; `IV` is one only after what is counted so. */
const ROMAN = words('II III VI VII VIII IX XI XII');

const COUNTED = /\b(?:class|clase|etapa|fase|grade|grado|phase|stage|tipo|title|type)\s+$/iu;

/** An abbreviation of a text, with the sentence that it is in. */
export interface UnexplainedAbbreviation {
  readonly sentence: string;
  readonly abbreviation: string;
}

interface Known {
  /** That its readers know without an explanation. */
  readonly terms: ReadonlySet<string>;
  /** Takes out names, which may be in capitals. */
  readonly hide?: (sentence: string) => string;
}

/**
 * The abbreviations of a text that it does not explain, as `complete blood count (CBC)` does: each
 * word with two or more capitals that is not a name, a code or a number. Each is there once, with
 * the first sentence that has it.
 */
export function unexplainedAbbreviations(
  text: string,
  { terms, hide = (sentence) => sentence }: Known,
): readonly UnexplainedAbbreviation[] {
  const found = sentencesIn(text).flatMap((sentence) =>
    abbreviationsOf(hide(withoutLinks(sentence)))
      .filter((each) => !terms.has(each) && !isExplained(each, text))
      .map((abbreviation) => ({ sentence, abbreviation })),
  );
  const isFirst = ({ abbreviation }: UnexplainedAbbreviation, position: number) =>
    found.findIndex((each) => each.abbreviation === abbreviation) === position;
  return found.filter(isFirst);
}

/** All abbreviations of a text, explained or not, each once. */
export function abbreviationsIn(text: string): readonly string[] {
  return [...new Set(sentencesIn(withoutLinks(text)).flatMap(abbreviationsOf))];
}

function abbreviationsOf(said: string): readonly string[] {
  // Where all is in capitals, only what can't be read as a word is surely an abbreviation.
  const isShouted = !/\p{Ll}/u.test(said) && (said.match(/\p{L}+/gu)?.length ?? 0) > 2;
  return [...said.matchAll(/[\p{L}\p{N}]+(?:[.&'’-][\p{L}\p{N}]+)*/gu)].flatMap((match) => {
    const [token] = match;
    const before = said.slice(0, match.index);
    const after = said.slice(match.index + token.length);
    if (isCode(token) || isExempt(token, before, after)) return [];
    return partsOf(token).filter(
      (part) => isAbbreviation(part) && !(isShouted && /[AEIOUY]/u.test(part)),
    );
  });
}

/** `FDA` of `FDA-approved`, `CBC` of `C.B.C` and `PI` of `PIs`; a pair of initials is none. */
function partsOf(token: string): readonly string[] {
  if (/^\p{L}(?:\.\p{L})+$/u.test(token)) {
    const letters = token.replaceAll('.', '');
    return letters.length > 2 ? [letters] : [];
  }
  return token
    .split(/[.-]/u)
    .map((part) => part.replace(/['’]\p{L}+$/u, '').replace(/(?<=\p{Lu}\p{Lu})s$/u, ''));
}

function isAbbreviation(part: string): boolean {
  const capitals = part.match(/\p{Lu}/gu)?.length ?? 0;
  if (capitals < 2 || EVERYDAY.has(part) || ROMAN.has(part)) return false;
  const isLong = part.length > 6;
  const isShoutedWord = isLong && /^\p{Lu}+$/u.test(part);
  const isJoinedWords = isLong && /^(?:\p{Lu}\p{Ll}+)+$/u.test(part);
  const isFamilyName = /^(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O['’])\p{Lu}\p{Ll}+$/u.test(part);
  return !isShoutedWord && !isJoinedWords && !isFamilyName;
}

/** `PA-7K2QD-M4XBT`, `TM1000001`, a license: three digits in a row, or a long mixture. */
function isCode(token: string): boolean {
  return /\p{N}{3}/u.test(token) || (/\p{N}/u.test(token) && token.length > 7);
}

/** Capitals by what is around them: a state, a credential, a citation of law, a post office box. */
function isExempt(token: string, before: string, after: string): boolean {
  const isState = STATES.has(token) && (/,\s*$/u.test(before) || /^\s+\d{5}\b/u.test(after));
  const isCredential = CREDENTIALS.has(token) && endsWithName(before);
  const isCitation =
    /\d\s+$/u.test(before) && /^\.?\s*(?:§+\s*|[Pp]art\s+|[Ss]ections?\s+)?\d/u.test(after);
  const isBox = /^P\.?O$/u.test(token) && /^\.?\s+Box\b/u.test(after);
  const isCounted = token === 'IV' && COUNTED.test(before);
  return isState || isCredential || isCitation || isBox || isCounted;
}

/** As in `Lee Park` or `Dr. Park,`. */
function endsWithName(text: string): boolean {
  const last = text.trim().split(/\s+/u).slice(-2);
  return last.length === 2 && last.every((word) => /^\p{Lu}\p{L}+[.,]?$/u.test(word));
}

/** By words before it in parentheses, by words in parentheses after it, or in a list: `FDA: …`. */
function isExplained(abbreviation: string, text: string): boolean {
  if (new RegExp(`\\p{L}[\\p{L}'’-]{2,}\\p{Ll}\\s+\\(${abbreviation}s?\\)`, 'u').test(text))
    return true;
  if (new RegExp(`^(?:- )?${abbreviation}: \\S`, 'mu').test(text)) return true;
  const meanings = [
    ...text.matchAll(new RegExp(`(?<!\\p{L})${abbreviation}s?\\s+\\(([^()]+)\\)`, 'gu')),
  ];
  const first = abbreviation.charAt(0).toLowerCase();
  return meanings.some(([, words = '']) =>
    words.split(/\s+/u).some((word) => word.length > 3 && word.toLowerCase().startsWith(first)),
  );
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
