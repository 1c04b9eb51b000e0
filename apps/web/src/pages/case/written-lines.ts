import type { Clause, GuidelineDescription } from '../../client';
import { factWords } from '../../facts/fact-words';
import { clausesUnder } from '../../verdict/criteria';
import { monthWords } from './approval-words';
import type { Written } from './drafts';

/** What was typed, in words, by what it answers. */
export function linesOf(
  { information, decision, reason, contact }: Written,
  guideline: GuidelineDescription | undefined,
  root: Clause | null,
): readonly (readonly [name: string, words: string])[] {
  const lines: readonly (readonly [string, string])[] = [
    ...(guideline?.facts ?? []).flatMap((fact) => {
      const value = information.facts[fact.path];
      return value === undefined ? [] : [[fact.label, factWords(fact, value)] as const];
    }),
    ['Approval', decision.rationale.approve],
    ['Question to the office', decision.rationale['request-information']],
    ['Denial', decision.rationale.deny],
    ['Criteria', titlesOf(decision.clauses, root).join('; ')],
    ['Months', typeof decision.months === 'number' ? monthWords(decision.months) : ''],
    ['Withdrawal', reason],
    ['Phone', contact.phone ?? ''],
    ['Email', contact.email ?? ''],
  ];
  return lines.filter(([, words]) => words.trim() !== '');
}

function titlesOf(ids: readonly string[], root: Clause | null): readonly string[] {
  const clauses = root === null ? [] : clausesUnder(root);
  return ids.map((id) => clauses.find((clause) => clause.id === id)?.title ?? id);
}
