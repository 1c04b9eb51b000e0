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
  test('begin with what is required, and end with three that may also matter', () => {
    const missing = [may('a'), required('b'), may('c'), required('d'), may('e'), may('f')];
    expect(asked({ missing })).toEqual(['b', 'd', 'a', 'c', 'e']);
    expect(asked({ missing, isComplete: true })).toEqual(['b', 'd', 'a', 'c', 'e', 'f']);
  });

  test('stay where they are when one that may matter is answered out of turn', () => {
    const order = ['b', 'a', 'c'];
    const missing = [required('b'), may('a')];
    expect(asked({ order, missing, answered: new Set(['c']) })).toEqual(['b', 'a', 'c']);
  });

  test('go when they cannot matter any more, but for what stands down to the focus', () => {
    const order = ['b', 'a', 'c', 'd'];
    expect(asked({ order, missing: [required('b')] })).toEqual(['b']);
    expect(asked({ order, missing: [required('b')], current: 'c' })).toEqual(['b', 'a', 'c']);
  });

  test('come below the one that has the focus, never above it', () => {
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

  test('take a new required one in before those that may matter', () => {
    const missing = [required('b'), may('a'), required('n')];
    expect(asked({ order: ['b', 'a'], missing })).toEqual(['b', 'n', 'a']);
  });

  test('keep what is answered, also when it came from elsewhere', () => {
    expect(asked({ missing: [required('b')], answered: new Set(['x']) })).toEqual(['x', 'b']);
  });
});

test('those that may matter and need no answer yet are counted from the end', () => {
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
])('%s is asked for whatever the evaluation says: %s', (field, certain) => {
  expect(isCertain(field, new Set(['x']), [required('b'), may('a')])).toBe(certain);
});
