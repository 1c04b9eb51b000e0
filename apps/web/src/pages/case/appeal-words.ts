import type { Appeal, GuidelineDescription } from '../../client';
import { calendarDay } from '../../ui/times';
import { dosesIn } from './doses';
import { text } from './text';

const words = text.appeals;

/** The plan's decision on an appeal, with what it approves of it. */
export function decisionWords({
  decision,
  months,
}: Pick<NonNullable<Appeal['decision']>, 'decision' | 'months'>): string {
  return withMonths(words.decisions[decision], months);
}

/** What outside review decided, in the same words. */
export function outcomeWords({
  outcome,
  months,
}: Pick<NonNullable<Appeal['external']>, 'outcome' | 'months'>): string {
  return withMonths(words.outcomes[outcome], months);
}

type Term = NonNullable<Appeal['decision']>['terms'][number];

/** What a part approves otherwise than asked, each in a few words. */
export function termWords(
  terms: readonly Term[],
  guideline: GuidelineDescription | undefined,
): readonly string[] {
  return terms.map(({ term, asked, approved }) => {
    if (term === 'months') {
      return words.terms.months({ approved: Number(approved), asked: Number(asked) });
    }
    if (term === 'start') {
      return words.terms.start({ approved: dayOf(approved), asked: dayOf(asked) });
    }
    const { label = term, unit = null } =
      dosesIn(guideline).find(({ name }) => name === term) ?? {};
    const amount = (value: string | number) => (unit === null ? `${value}` : `${value} ${unit}`);
    return words.terms.dose({
      label,
      approved: amount(approved),
      asked: asked === null ? words.terms.notDocumented : amount(asked),
    });
  });
}

function dayOf(value: Term['asked']): string {
  return typeof value === 'string' ? calendarDay(value) : String(value);
}

function withMonths(what: string, months: number | null): string {
  return months === null ? what : words.forMonths({ what, count: months });
}
