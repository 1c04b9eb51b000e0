import type { Clause, GuidelineDescription } from '../../client';
import { factWords } from '../../facts/fact-words';
import { calendarDay } from '../../ui/times';
import { clausesUnder } from '../../verdict/criteria';
import { monthWords } from './approval-words';
import type { Written } from './drafts';
import { dosesIn } from './doses';
import { text } from './text';

/** What was typed, in words, by its question. */
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
    [text.written.approve, decision.rationale.approve],
    [text.written['request-information'], decision.rationale['request-information']],
    [text.written.deny, decision.rationale.deny],
    [text.written.criteria, titlesOf(decision.clauses, root).join('; ')],
    [text.written.months, typeof decision.months === 'number' ? monthWords(decision.months) : ''],
    [text.written.start, typeof decision.start === 'string' ? calendarDay(decision.start) : ''],
    ...dosesIn(guideline).flatMap(({ name, label }) => {
      const number = decision.dosing[name];
      return typeof number === 'number' ? [[label, String(number)] as const] : [];
    }),
    [text.written.reason, decision.reason],
    [text.written.withdrawal, reason],
    [text.written.phone, contact.phone ?? ''],
    [text.written.email, contact.email ?? ''],
  ];
  return lines.filter(([, words]) => words.trim() !== '');
}

function titlesOf(ids: readonly string[], root: Clause | null): readonly string[] {
  const clauses = root === null ? [] : clausesUnder(root);
  return ids.map((id) => clauses.find((clause) => clause.id === id)?.title ?? id);
}
