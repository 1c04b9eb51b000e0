import type { Clause, Determination } from '../client';
import { criteriaOf } from './criteria';
import { text } from './text';

const words = text.sentence;

/** A fact's label; null while unknown. */
type LabelOf = (path: string) => string | null;

/**
 * The result of an evaluation, in one line: `Not met: “Dose within the limit”. 5 criteria have
 * missing information.` Of alternatives the nearest one counts. While answers are requested, the
 * number is that of the items that the provider office is asked for.
 */
export function verdictSentence(
  { clauses, missing, routing }: Pick<Determination, 'clauses' | 'missing' | 'routing'>,
  labelOf: LabelOf,
): string {
  if (clauses === null) return routing?.reason ?? words.noGuideline;
  if (clauses.verdict === 'withheld') {
    return missing.length > 0 ? missingSentence([], missing, labelOf) : words.withheld;
  }
  const criteria = criteriaOf(clauses);
  const unmet = criteria.filter(({ verdict }) => verdict === 'not-met');
  const unknown = criteria.filter(({ verdict }) => verdict === 'unknown');
  if (unmet.length + unknown.length === 0) return words.allMet({ count: criteria.length });
  return [
    ...(unmet.length > 0 ? [words.notMet({ criteria: some(unmet.map(words.quoted)) })] : []),
    ...(unknown.length > 0 ? [missingSentence(unknown, missing, labelOf)] : []),
  ].join(' ');
}

/** `2 items missing: prior therapies, regimen.`; once none is requested, how many criteria. */
function missingSentence(
  unknown: readonly Clause[],
  missing: Determination['missing'],
  labelOf: LabelOf,
): string {
  if (missing.length === 0) return words.criteriaMissing({ count: unknown.length });
  const labels = missing.map(({ fact }) => labelOf(fact)).filter((label) => label !== null);
  const names = labels.length > 0 ? some(labels.map(inSentence)) : null;
  return words.itemsMissing({ count: missing.length, names });
}

/** As many names as fit in a line. */
function some(names: readonly string[]): string {
  const MAX_NAMES = 2;
  const more = names.length - MAX_NAMES;
  const shown = names.slice(0, MAX_NAMES).join(', ');
  return more > 0 ? words.more({ shown, count: more }) : shown;
}

/** A label within a sentence: lower case, unless its first word is a name or an abbreviation. */
function inSentence(label: string): string {
  const [first = ''] = label.split(' ');
  return /^.[a-z]*$/.test(first) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
