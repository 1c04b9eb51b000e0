import type { Appeal } from '../../client';
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

function withMonths(what: string, months: number | null): string {
  return months === null ? what : words.forMonths({ what, count: months });
}
