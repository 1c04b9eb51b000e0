import type { Clause, Determination } from '../client';
import { criteriaOf } from './criteria';

/** What a fact is called; null while that is not known. */
type LabelOf = (path: string) => string | null;

/**
 * What an evaluation found, in one sentence: `7 of 8 criteria met; 1 unknown: earlier therapies.`
 * Of alternatives the nearest one counts.
 */
export function verdictSentence(
  { clauses, missing, routing }: Pick<Determination, 'clauses' | 'missing' | 'routing'>,
  labelOf: LabelOf,
): string {
  if (clauses === null) return routing?.reason ?? 'No guideline here governs this request.';
  const criteria = criteriaOf(clauses);
  const of = (verdict: Clause['verdict']) => criteria.filter((each) => each.verdict === verdict);
  const met = of('met').length;
  if (met === criteria.length) return `All ${met} criteria met.`;
  const unknown = of('unknown');
  const unmet = of('not-met');
  const parts = [
    `${met} of ${criteria.length} criteria met`,
    ...(unmet.length > 0 ? [`${unmet.length} not met: ${joined(unmet.map(quoted))}`] : []),
    ...(unknown.length > 0
      ? [`${unknown.length} unknown: ${joined(unknownNames(unknown, missing, labelOf))}`]
      : []),
  ];
  return `${parts.join('; ')}.`;
}

/** The facts that are not known, by their names; the rule itself where none is named. */
function unknownNames(
  unknown: readonly Clause[],
  missing: Determination['missing'],
  labelOf: LabelOf,
): readonly string[] {
  const names = unknown.flatMap((clause) => {
    const asked = missing.filter(({ fact }) => clause.facts?.includes(fact));
    const labels = asked.map(({ fact }) => labelOf(fact)).filter((label) => label !== null);
    return labels.length > 0 ? labels.map(inSentence) : [quoted(clause)];
  });
  return [...new Set(names)];
}

/** As many names as a sentence bears. */
function joined(names: readonly string[]): string {
  const MOST = 4;
  const shown = [...new Set(names)];
  const more = shown.length - MOST;
  return more > 0 ? `${shown.slice(0, MOST).join(', ')} and ${more} more` : shown.join(', ');
}

function quoted({ title }: Clause): string {
  return `“${title}”`;
}

/** A label in the middle of a sentence: small, unless its first word is a name or an abbreviation. */
function inSentence(label: string): string {
  const [first = ''] = label.split(' ');
  return /^.[a-z]*$/.test(first) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
