import type { ClauseNode, GroupNode } from '../language/determination';
import {
  UNKNOWN,
  VALUES,
  combined,
  neutralValue,
  valueOf,
  verdictOf,
  type Value,
} from '../language/verdict';
import type { Clause, GroupClause } from './clause';
import { remembered } from './remembered';

/** Makes the whole trace, a node for each clause, of the results of a program's tests. */
export type Tracer = (results: readonly Value[]) => ClauseNode;

/** The results of so many tests are the digits of a number that is still exact. */
const MAX_DIGITS = 33;

/**
 * The tracer of a clause and all below it. A node depends on nothing but the results of the tests
 * below it, so all traces share the nodes of equal parts.
 */
export function tracerOf(clauses: readonly Clause[], position = 0): Tracer {
  const clause = clauses[position];
  if (clause === undefined) throw new Error('a program has at least one clause');
  if (clause.kind === 'leaf') return (results) => clause.nodes[results[clause.test] ?? UNKNOWN];
  const children = clause.children.map((child) => tracerOf(clauses, child));
  const trace = (results: readonly Value[]) => groupNode(clause, children, results);
  const tests = [...new Set(testsBelow(clauses, clause))];
  if (tests.length > MAX_DIGITS) return trace;
  return remembered(
    (results) => numberOf(results, tests),
    (results) => frozen(trace(results)),
  );
}

function groupNode(
  { id, title, combine }: GroupClause,
  tracers: readonly Tracer[],
  results: readonly Value[],
): GroupNode {
  const children = tracers.map((trace) => trace(results));
  let value = neutralValue(combine);
  for (const { verdict } of children) value = combined(combine, value, valueOf(verdict));
  return { id, verdict: verdictOf(value), title, combine, children };
}

function frozen(node: GroupNode): GroupNode {
  Object.freeze(node.children);
  return Object.freeze(node);
}

function testsBelow(clauses: readonly Clause[], { children }: GroupClause): number[] {
  return children.flatMap((child) => {
    const clause = clauses[child];
    if (clause === undefined) return [];
    return clause.kind === 'leaf' ? [clause.test] : testsBelow(clauses, clause);
  });
}

/** The results of some tests as the digits of one number. */
function numberOf(results: readonly Value[], tests: readonly number[]): number {
  let number = 0;
  for (const test of tests) number = number * VALUES.length + (results[test] ?? UNKNOWN);
  return number;
}

/** The value of every clause, in the order of the clauses. */
export function valuesIn({ verdict, children }: ClauseNode): readonly Value[] {
  return [valueOf(verdict), ...children.flatMap(valuesIn)];
}
