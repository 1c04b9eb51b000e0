import type { Clause } from '../client';

/**
 * The criteria that decide a verdict: every required condition, and of alternatives those of the
 * nearest one.
 */
export function criteriaOf(clause: Clause): readonly Clause[] {
  if (clause.children.length === 0) return [clause];
  if (clause.combine !== 'any') return clause.children.flatMap(criteriaOf);
  const nearest = nearestOf(clause.children);
  return nearest ? criteriaOf(nearest) : [clause];
}

/** Of alternatives the one that is met, or else the nearest to it. */
export function nearestOf(alternatives: readonly Clause[]): Clause | undefined {
  return [...alternatives].sort((a, b) => distance(a) - distance(b))[0];
}

/** A criterion that is not met is farther than any number of unknown ones. */
const NOT_MET = 1_000;

function distance(clause: Clause): number {
  if (clause.verdict === 'met') return -1;
  const criteria = criteriaOf(clause);
  const steps = criteria.map(({ verdict }) => STEPS[verdict]).reduce((sum, each) => sum + each, 0);
  // Of two that lack equally much, the one that has more is nearer.
  return steps - criteria.length / 100;
}

const STEPS: Readonly<Record<Clause['verdict'], number>> = {
  met: 0,
  unknown: 1,
  withheld: 1,
  'not-met': NOT_MET,
};

/** The most urgent first; otherwise in the guideline's order. */
export function gravestFirst(clauses: readonly Clause[]): readonly Clause[] {
  return [...clauses].sort((a, b) => GRAVITY[a.verdict] - GRAVITY[b.verdict]);
}

const GRAVITY: Readonly<Record<Clause['verdict'], number>> = {
  'not-met': 0,
  unknown: 1,
  withheld: 1,
  met: 2,
};

/** A clause and all clauses below it. */
export function clausesUnder(clause: Clause): readonly Clause[] {
  return [clause, ...clause.children.flatMap(clausesUnder)];
}
