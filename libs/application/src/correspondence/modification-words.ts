import { isCalendarDate, type ModifiedTerm } from '@assent/domain';
import { guidelineDescription } from '@assent/guidelines';
import { valueWords } from '../member-coverage/differences';
import { dayWords } from '../member-coverage/words';
import type { CaseRecord } from '../ports/case-record';

/** What an approval changed of the request, each in a few words; none for one as asked. */
export function modificationWords({
  decision,
  guideline,
}: Pick<CaseRecord, 'decision' | 'guideline'>): readonly string[] {
  return termWords(decision?.modification?.terms ?? [], guideline);
}

/** Terms that are approved otherwise than asked, each in a few words. */
export function termWords(
  terms: readonly ModifiedTerm[],
  guideline: CaseRecord['guideline'],
): readonly string[] {
  const described =
    (guideline && guidelineDescription(guideline.id, guideline.version)?.facts) ?? [];
  return terms.map(({ term, asked, approved }) => {
    if (term === 'months') return `Coverage for ${months(approved)} instead of ${months(asked)}`;
    if (term === 'start') return `Coverage from ${day(approved)} on instead of ${day(asked)}`;
    const fact = described.find(({ path }) => path.slice(path.lastIndexOf('.') + 1) === term);
    const { label = term, unit = null } = fact ?? {};
    return `${label}: ${valueWords(approved, unit)} instead of ${valueWords(asked ?? undefined, unit)}`;
  });
}

function months(count: string | number | null): string {
  return count === 1 ? '1 month' : `${count} months`;
}

function day(date: string | number | null): string {
  return typeof date === 'string' && isCalendarDate(date) ? dayWords(date) : String(date);
}
