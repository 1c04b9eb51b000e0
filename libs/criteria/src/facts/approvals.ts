import type { CalendarDate } from '@assent/domain';
import { yearsSince } from '../language/calendar';
import { conditionsIn } from '../language/definition';
import type { Facts } from '../language/determination';
import { valueAt, isMembers } from '@assent/vocabulary';
import type { Guideline } from '../loading/guideline';
import { withoutFacts } from './facts';

/** An earlier approval, as a request states it. */
export interface Approval {
  readonly payer: string;
  readonly approvedOn: CalendarDate;
}

/**
 * The fact in which a guideline asks for earlier approvals, and how many years it looks back; null
 * if it asks for none.
 */
export function approvalsCounted({
  definition,
}: Guideline): { readonly fact: string; readonly years: number } | null {
  const tests = [definition.initiation, definition.continuation].flatMap(({ clauses }) =>
    clauses.flatMap((clause) => ('when' in clause ? conditionsIn(clause.when) : [])),
  );
  const counting = tests.flatMap((test) => (test.test === 'approved-within' ? [test] : []));
  const [first] = counting;
  return first
    ? { fact: first.fact, years: Math.max(...counting.map(({ years }) => years)) }
    : null;
}

/**
 * The facts with approvals added to those stated. It leaves out approvals that the guideline does
 * not look back to on `asOf`, which could settle nothing, and those already stated.
 * @param taken what was no approval, and is removed; if nothing is left, none is known
 */
export function withApprovals(
  guideline: Guideline,
  facts: Facts,
  approvals: readonly Approval[],
  asOf: CalendarDate,
  taken: readonly Approval[] = [],
): Facts {
  const counted = approvalsCounted(guideline);
  if (!counted) return facts;
  const stated = valueAt(facts, counted.fact);
  const before: readonly unknown[] = Array.isArray(stated) ? stated : [];
  const entries = before.filter((entry) => !taken.some((approval) => isSame(entry, approval)));
  const all = approvals
    .filter(({ approvedOn }) => yearsSince(approvedOn, asOf) <= counted.years)
    .reduce(
      (known, approval) =>
        known.some((entry) => isSame(entry, approval)) ? known : [...known, approval],
      entries,
    );
  if (all.length === before.length && entries.length === before.length) return facts;
  return all.length === 0 ? withoutFacts(facts, [counted.fact]) : { ...facts, [counted.fact]: all };
}

function isSame(entry: unknown, { payer, approvedOn }: Approval): boolean {
  return (
    isMembers(entry) &&
    entry['payer'] === payer &&
    entry['approvedOn'] === approvedOn &&
    Object.keys(entry).length === 2
  );
}
