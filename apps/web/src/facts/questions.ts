import type { Determination } from '../client';
import { isAtOrIn } from '@assent/vocabulary';

/** More conditional questions than these appear on demand. */
const MAX_CONDITIONAL = 3;

interface Asked {
  /** The facts asked for, in their order on the page. */
  readonly order: readonly string[];
  /** The answered facts, including `not known`. */
  readonly answered: ReadonlySet<string>;
  readonly missing: Determination['missing'];
  /** The one being answered: nothing above it comes or goes. */
  readonly current: string | null;
  /** Whether all conditional questions appear. */
  readonly isComplete: boolean;
}

/**
 * The questions to ask now. Nothing changes down to the one being answered. Below it, new required
 * ones come after answered or required ones, those that may also matter at the end, and those that
 * no longer matter go.
 */
export function nextQuestions({
  order,
  answered,
  missing,
  current,
  isComplete,
}: Asked): readonly string[] {
  const required = new Set(missing.filter(({ need }) => need === 'required').map(factOf));
  const conditional = missing.filter(({ need }) => need === 'conditional').map(factOf);
  const isFirm = (fact: string) => answered.has(fact) || required.has(fact);
  const may = new Set(conditional.filter((fact) => !isFirm(fact)));

  const settled = current === null ? 0 : order.indexOf(current) + 1;
  const kept = order.filter((fact, at) => at < settled || isFirm(fact) || may.has(fact));
  const stands = new Set(kept);
  const added = [...answered, ...required].filter((fact) => !stands.has(fact));
  const end = Math.max(kept.findLastIndex(isFirm) + 1, settled);
  const firm = [...kept.slice(0, end), ...new Set(added), ...kept.slice(end)];

  const offered = firm.filter((fact) => may.has(fact)).length;
  const room = isComplete ? conditional.length : Math.max(0, MAX_CONDITIONAL - offered);
  const more = [...may].filter((fact) => !stands.has(fact)).slice(0, room);
  return [...firm, ...more];
}

/** How many questions at the end may matter and lack an answer. */
export function trailingConditional(
  order: readonly string[],
  answered: ReadonlySet<string>,
  missing: Determination['missing'],
): number {
  const required = new Set(missing.filter(({ need }) => need === 'required').map(factOf));
  return order.length - 1 - order.findLastIndex((fact) => answered.has(fact) || required.has(fact));
}

/** Whether the form keeps asking for a field whatever the evaluation finds. */
export function isCertain(
  field: string,
  answered: ReadonlySet<string>,
  missing: Determination['missing'],
): boolean {
  if (!isAtOrIn(field, 'facts')) return true;
  const required = missing.filter(({ need }) => need === 'required').map(factOf);
  return [...answered, ...required].some((fact) => isAtOrIn(field, `facts.${fact}`));
}

const factOf = ({ fact }: { readonly fact: string }) => fact;
