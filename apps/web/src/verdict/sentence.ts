import type { Clause, Determination } from '../client';
import { criteriaOf } from './criteria';

/** What a fact is called; null while that is not known. */
type LabelOf = (path: string) => string | null;

/**
 * What an evaluation found, in one line: `Not met: “Dose within the limit”. 5 criteria have missing
 * information.` Of alternatives the nearest one counts. While the answers are asked for, their number is
 * that of the items that the provider office is asked for.
 */
export function verdictSentence(
  { clauses, missing, routing }: Pick<Determination, 'clauses' | 'missing' | 'routing'>,
  labelOf: LabelOf,
): string {
  if (clauses === null) return routing?.reason ?? 'No guideline here governs this request.';
  const criteria = criteriaOf(clauses);
  const unmet = criteria.filter(({ verdict }) => verdict === 'not-met');
  const unknown = criteria.filter(({ verdict }) => verdict === 'unknown');
  if (unmet.length + unknown.length === 0) return `All ${criteria.length} criteria met.`;
  return [
    ...(unmet.length > 0 ? [`Not met: ${some(unmet.map(quoted))}.`] : []),
    ...(unknown.length > 0 ? [missingSentence(unknown, missing, labelOf)] : []),
  ].join(' ');
}

/** `2 items missing: prior therapies, regimen.`; once nobody is asked any more, of how many criteria. */
function missingSentence(
  unknown: readonly Clause[],
  missing: Determination['missing'],
  labelOf: LabelOf,
): string {
  if (missing.length === 0) {
    return unknown.length === 1
      ? '1 criterion has missing information.'
      : `${unknown.length} criteria have missing information.`;
  }
  const labels = missing.map(({ fact }) => labelOf(fact)).filter((label) => label !== null);
  const names = labels.length > 0 ? `: ${some(labels.map(inSentence))}` : '';
  return `${missing.length} ${missing.length === 1 ? 'item' : 'items'} missing${names}.`;
}

/** As many names as one line bears. */
function some(names: readonly string[]): string {
  const MAX_NAMES = 2;
  const more = names.length - MAX_NAMES;
  const shown = names.slice(0, MAX_NAMES).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function quoted({ title }: Clause): string {
  return `“${title}”`;
}

/** A label in the middle of a sentence: small, unless its first word is a name or an abbreviation. */
function inSentence(label: string): string {
  const [first = ''] = label.split(' ');
  return /^.[a-z]*$/.test(first) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
