import fc from 'fast-check';
import { isCertain, nextQuestions, trailingConditional } from './questions';

const required = (fact: string) => ({ fact, need: 'required' as const, clauses: [], question: '' });
const may = (fact: string) => ({ fact, need: 'conditional' as const, clauses: [], question: '' });

const orders = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));

function asked(changes: Partial<Parameters<typeof nextQuestions>[0]>): readonly string[] {
  return nextQuestions({
    order: [],
    answered: new Set(),
    missing: [],
    current: null,
    isComplete: false,
    ...changes,
  });
}

describe('the questions to ask', () => {
  test('start with the required ones and end with three conditional ones', () => {
    const missing = [may('a'), required('b'), may('c'), required('d'), may('e'), may('f')];
    expect(asked({ missing })).toEqual(['b', 'd', 'a', 'c', 'e']);
    expect(asked({ missing, isComplete: true })).toEqual(['b', 'd', 'a', 'c', 'e', 'f']);
  });

  test('keep their place when a conditional one is answered out of order', () => {
    const order = ['b', 'a', 'c'];
    const missing = [required('b'), may('a')];
    expect(asked({ order, missing, answered: new Set(['c']) })).toEqual(['b', 'a', 'c']);
  });

  test('disappear when they no longer matter, except those down to the focused one', () => {
    const order = ['b', 'a', 'c', 'd'];
    expect(asked({ order, missing: [required('b')] })).toEqual(['b']);
    expect(asked({ order, missing: [required('b')], current: 'c' })).toEqual(['b', 'a', 'c']);
  });

  test('appear below the focused one, never above it', () => {
    fc.assert(
      fc.property(orders, orders, orders, fc.nat(), (order, needed, maybe, at) => {
        const current = order[at % order.length] ?? null;
        const next = asked({
          order,
          missing: [...needed.map(required), ...maybe.map(may)],
          current,
          isComplete: true,
        });
        const above = current === null ? [] : order.slice(0, order.indexOf(current) + 1);
        expect(next.slice(0, above.length)).toEqual(above);
        expect(new Set(next).size).toBe(next.length);
        expect(next).toEqual(expect.arrayContaining([...needed, ...maybe]));
      }),
    );
  });

  test('put a new required one before the conditional ones', () => {
    const missing = [required('b'), may('a'), required('n')];
    expect(asked({ order: ['b', 'a'], missing })).toEqual(['b', 'n', 'a']);
  });

  test('keep answered ones, including those answered elsewhere', () => {
    expect(asked({ missing: [required('b')], answered: new Set(['x']) })).toEqual(['x', 'b']);
  });
});

test('are counted from the end if they are conditional and unanswered', () => {
  const missing = [required('b'), may('a'), may('c')];
  expect(trailingConditional(['b', 'a', 'c'], new Set(), missing)).toBe(2);
  expect(trailingConditional(['b', 'a', 'c'], new Set(['c']), missing)).toBe(0);
});

test.each([
  ['member.memberId', true],
  ['facts.b', true],
  ['facts.x.0.agents', true],
  ['facts.a', false],
  ['facts.bc', false],
])('%s is always asked for, whatever the evaluation says: %s', (field, certain) => {
  expect(isCertain(field, new Set(['x']), [required('b'), may('a')])).toBe(certain);
});
