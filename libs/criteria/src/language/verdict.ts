/** The result of a clause, in its wire form. */
export type Verdict = 'not-met' | 'unknown' | 'met';

/**
 * A verdict as a number, in the order of Kleene's strong three-valued logic: not met (0) below
 * unknown (1) below met (2). All of some clauses is the least of them, any of them the greatest.
 */
export type Value = 0 | 1 | 2;

export const NOT_MET = 0;
export const UNKNOWN = 1;
export const MET = 2;

export const VALUES: readonly Value[] = [NOT_MET, UNKNOWN, MET];

const WORDS = ['not-met', 'unknown', 'met'] as const;

export function verdictOf(value: Value): Verdict {
  return WORDS[value];
}

export function valueOf(verdict: Verdict): Value {
  return verdict === 'met' ? MET : verdict === 'unknown' ? UNKNOWN : NOT_MET;
}

export type Combine = 'all' | 'any';

/** The value that settles a group once one member has it. */
export function settlingValue(combine: Combine): Value {
  return combine === 'all' ? NOT_MET : MET;
}

/** The value of a group without members. */
export function neutralValue(combine: Combine): Value {
  return combine === 'all' ? MET : NOT_MET;
}

export function combined(combine: Combine, a: Value, b: Value): Value {
  return a < b === (combine === 'all') ? a : b;
}
