import type { Clause, Determination, GuidelineDescription } from '../client';
import { criteriaOf } from './criteria';

type DescribedFacts = GuidelineDescription['facts'];

/**
 * What an evaluation found, in one sentence: `7 of 8 criteria met; 1 unknown: earlier therapies.`
 *
 * @param facts of the guideline, which name what is unknown; none while it is still loading
 */
export function verdictSentence(
  { clauses, missing, routing }: Pick<Determination, 'clauses' | 'missing' | 'routing'>,
  facts: DescribedFacts,
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
      ? [`${unknown.length} unknown: ${joined(unknownNames(unknown, missing, facts))}`]
      : []),
  ];
  return `${parts.join('; ')}.`;
}

/** The facts that are not known, by their names; the rule itself where none is named. */
function unknownNames(
  unknown: readonly Clause[],
  missing: Determination['missing'],
  facts: DescribedFacts,
): readonly string[] {
  const names = unknown.flatMap((clause) => {
    const asked = missing.filter(({ fact }) => clause.facts?.includes(fact));
    const labels = asked.flatMap(({ fact }) => facts.find(({ path }) => path === fact) ?? []);
    return labels.length > 0 ? labels.map(({ label }) => inSentence(label)) : [quoted(clause)];
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
  return /^.[a-z]*$/.test(first)
    ? label.charAt(0).toLowerCase() + label.slice(1)
    : label;
}


