import type { Condition, NoteTest, Operation, Quantity } from '../language/definition';
import {
  compared,
  difference,
  distance,
  fractionOf,
  ratio,
  reduction,
  times,
  type Fraction,
} from '../language/exact';
import { MET, NOT_MET, UNKNOWN } from '../language/verdict';
import type { Reading } from './atom';
import { slot, type Slots } from './fact-readers';
import type { Layout } from './layout';

type Comparison = Extract<NoteTest, { test: 'compare' }>;

/** Null if the number is unknown. */
type Amount = (slots: Slots) => Fraction | null;

const OPERATORS: Readonly<Record<Operation, (a: Fraction, b: Fraction) => Fraction | null>> = {
  times,
  difference,
  distance,
  ratio,
  reduction,
};

const HOLDS: Readonly<Record<Comparison['is'], (order: number) => boolean>> = {
  below: (order) => order < 0,
  'at-most': (order) => order <= 0,
  'at-least': (order) => order >= 0,
  above: (order) => order > 0,
};

/** Compares two quantities; unknown while one of their facts is. */
export function comparison({ left, is, right }: Comparison, layout: Layout): Reading {
  const facts = [...factsOf(left), ...factsOf(right)].map((fact) => factIn(layout, fact).at);
  const [first, second] = [amount(left, layout), amount(right, layout)];
  const holds = HOLDS[is];
  return (slots) => {
    // Most requests give no such numbers: skip the computation.
    for (const at of facts) if (Number.isNaN(slot(slots, at))) return UNKNOWN;
    const [a, b] = [first(slots), second(slots)];
    if (a === null || b === null) return UNKNOWN;
    return holds(compared(a, b)) ? MET : NOT_MET;
  };
}

function amount(quantity: Quantity, layout: Layout): Amount {
  if (typeof quantity === 'number') {
    const constant = fractionOf(quantity);
    return () => constant;
  }
  if ('fact' in quantity) {
    const { at } = factIn(layout, quantity.fact);
    return (slots) => fractionOf(slot(slots, at));
  }
  const [operation, operands] = operationOf(quantity);
  const [first, second] = [amount(operands[0], layout), amount(operands[1], layout)];
  return (slots) => {
    const [a, b] = [first(slots), second(slots)];
    return a === null || b === null ? null : OPERATORS[operation](a, b);
  };
}

function factIn(layout: Layout, path: string) {
  const fact = layout.fact(path);
  if (fact === undefined) throw new Error(`the fact \`${path}\` is not declared`);
  return fact;
}

type Operations = Exclude<Quantity, number | { readonly fact: string }>;

function operationOf(quantity: Operations): [Operation, readonly [Quantity, Quantity]] {
  if ('times' in quantity) return ['times', quantity.times];
  if ('difference' in quantity) return ['difference', quantity.difference];
  if ('distance' in quantity) return ['distance', quantity.distance];
  if ('ratio' in quantity) return ['ratio', quantity.ratio];
  return ['reduction', quantity.reduction];
}

/** The paths of the facts in a quantity, with repeats. */
export function factsOf(quantity: Quantity): string[] {
  if (typeof quantity === 'number') return [];
  if ('fact' in quantity) return [quantity.fact];
  return operationOf(quantity)[1].flatMap(factsOf);
}

/** The paths of the facts that a condition itself reads, without its definitions. */
export function factsIn(when: Condition<NoteTest>): string[] {
  if ('all' in when) return when.all.flatMap(factsIn);
  if ('any' in when) return when.any.flatMap(factsIn);
  if (when.test === 'compare') return [...factsOf(when.left), ...factsOf(when.right)];
  return 'fact' in when ? [when.fact] : [];
}
