import type { Determination } from '../client';

type Verdict = NonNullable<Determination['clauses']>['verdict'];

/** How many of the criteria right below the root stand how. */
export function countVerdicts({ clauses }: Determination): Readonly<Record<Verdict, number>> & {
  readonly all: number;
} {
  const verdicts = (clauses?.children ?? []).map(({ verdict }) => verdict);
  const count = (which: Verdict) => verdicts.filter((verdict) => verdict === which).length;
  return {
    met: count('met'),
    'not-met': count('not-met'),
    unknown: count('unknown'),
    all: verdicts.length,
  };
}

/** `7 of 8 criteria met; 1 unknown: prior therapies.` Facts are named as `labelOf` names them. */
export function verdictSentence(
  determination: Determination,
  labelOf: (path: string) => string,
): string {
  const { clauses, routing, missing } = determination;
  if (routing !== null) return routing.reason;
  if (clauses === null) return 'No criteria apply.';
  const counts = countVerdicts(determination);
  const parts = [
    counts.met === counts.all
      ? `All ${counts.all} criteria met`
      : `${counts.met} of ${counts.all} criteria met`,
    ...(counts['not-met'] > 0 ? [`${counts['not-met']} not met`] : []),
    ...(counts.unknown > 0 ? [`${counts.unknown} unknown`] : []),
  ];
  const needed = missing.filter(({ need }) => need === 'required').map(({ fact }) => labelOf(fact));
  return `${parts.join('; ')}${counts.unknown > 0 ? named(needed) : ''}.`;
}

/** More than these in a sentence is a list. */
const MOST_NAMED = 3;

function named(labels: readonly string[]): string {
  if (labels.length === 0) return '';
  const shown = labels.slice(0, MOST_NAMED).map(asInSentence).join(', ');
  const rest = labels.length - MOST_NAMED;
  return rest > 0 ? `: ${shown} and ${rest} more` : `: ${shown}`;
}

/** With a small first letter, unless it is an abbreviation. */
function asInSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
