import type { CaseRecord } from '../ports/case-record';
import type { CriterionWording, CriterionWordings, Settings } from '../ports/ports';
import { clauseIdsOf } from '@assent/guidelines';
import { unexplainedAbbreviations } from './abbreviations';
import { foreignWordsIn } from './language-words';
import { WITH_MEANING } from './member-letters/abbreviation-meanings';

/** A letter is read, not searched: a wording is no longer than this. */
export const MAX_WORDING_LENGTH = 1_000;

/** A plan's own wordings of the criteria of one version of a guideline, as a file states them. */
export interface WordingFile {
  /** For people who mend it. */
  readonly name: string;
  readonly guideline: { readonly id: string; readonly version: string };
  /** By the ids of criteria. */
  readonly criteria: Readonly<Record<string, CriterionWording>>;
}

/** One thing that a file has wrong, in words that follow `which`. */
export interface WordingFault {
  readonly file: string;
  readonly problem: string;
}

/** The plan's own wording of a criterion that a case was decided by; null if it has none. */
export function ownWording(
  { criterionWordings }: Pick<Settings, 'criterionWordings'>,
  guideline: Pick<NonNullable<CaseRecord['guideline']>, 'id' | 'version'> | null,
  criterion: string,
): CriterionWording | null {
  if (!guideline) return null;
  return criterionWordings?.get(keyOf(guideline))?.get(criterion) ?? null;
}

/** The wordings of all files, with everything that keeps letters from quoting them. */
export function criterionWordings(files: readonly WordingFile[]): {
  readonly wordings: CriterionWordings;
  readonly faults: readonly WordingFault[];
} {
  const first = new Map(
    [...files].reverse().map(({ name, guideline }) => [keyOf(guideline), name] as const),
  );
  const faults = files.flatMap((file) => {
    const earlier = first.get(keyOf(file.guideline));
    const twice =
      earlier === file.name ? [] : [`is for the same version of the guideline as ${earlier}`];
    return [...twice, ...faultsOf(file)].map((problem) => ({ file: file.name, problem }));
  });
  const wordings = new Map(
    files.map(({ guideline, criteria }) => [keyOf(guideline), new Map(Object.entries(criteria))]),
  );
  return { wordings, faults };
}

function keyOf({ id, version }: WordingFile['guideline']): string {
  return `${id} ${version}`;
}

function faultsOf({ guideline: { id, version }, criteria }: WordingFile): readonly string[] {
  const known = clauseIdsOf(id, version);
  if (known === null) return [`is for \`${id}\`, version ${version}, which is not installed`];
  return Object.entries(criteria).flatMap(([criterion, { en, es }]) => {
    const unknown = known.has(criterion)
      ? []
      : [`names the criterion ${criterion}, which the guideline does not have`];
    return [
      ...unknown,
      ...textFaults(en, 'en').map((fault) => `has a text for ${criterion} in en that ${fault}`),
      ...(es === undefined ? [] : textFaults(es, 'es')).map(
        (fault) => `has a text for ${criterion} in es that ${fault}`,
      ),
    ];
  });
}

/** What keeps a letter from quoting a text; members get it, too. */
function textFaults(text: string, language: 'en' | 'es'): readonly string[] {
  if (text.trim() === '') return ['is empty'];
  const foreign = foreignWordsIn(text, language);
  const unexplained = unexplainedAbbreviations(text, { terms: WITH_MEANING });
  return [
    ...(text.length > MAX_WORDING_LENGTH
      ? [`is longer than ${MAX_WORDING_LENGTH} characters`]
      : []),
    ...(text === text.trim() && !/\p{Cc}/u.test(text)
      ? []
      : ['has a line break, a control character, or blanks around it']),
    ...(/[«»“”]/u.test(text) ? ['has “, ”, « or », which letters put around it'] : []),
    ...(foreign.length > 0 ? [`has words in another language: ${foreign.join(', ')}`] : []),
    ...(unexplained.length > 0
      ? [
          `has abbreviations that it does not explain: ${unexplained.map(({ abbreviation }) => abbreviation).join(', ')}`,
        ]
      : []),
  ];
}
