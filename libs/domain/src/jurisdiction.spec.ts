import { jurisdictionOf, type FindingsFirstRule } from './jurisdiction';

const RULE: FindingsFirstRule = {
  state: 'TX',
  linesOfBusiness: ['commercial'],
  from: '2025-09-01',
  source: 'a law',
  confidence: 'high',
};
const FIRST = { source: 'a law', confidence: 'high' };

const of = (
  memberState: 'TX' | 'FL' | undefined,
  overrides: { lineOfBusiness?: 'medicare-advantage'; asOf?: string; plan?: 'TX' } = {},
) =>
  jurisdictionOf(
    { state: overrides.plan ?? null, findingsFirst: [RULE] },
    { memberState, lineOfBusiness: 'commercial', asOf: '2026-11-22', ...overrides },
  );

test('is the state of the member, with its rule', () => {
  expect(of('TX')).toEqual({ state: 'TX', from: 'member', findingsFirst: FIRST });
  expect(of('FL')).toEqual({ state: 'FL', from: 'member', findingsFirst: null });
});

test("is the plan's state only if the member's is not known", () => {
  expect(of(undefined, { plan: 'TX' })).toEqual({
    state: 'TX',
    from: 'plan',
    findingsFirst: FIRST,
  });
  expect(of('FL', { plan: 'TX' })?.state).toBe('FL');
  expect(of(undefined)).toBeNull();
});

test('has its rule for the lines of business and from the first day that it names', () => {
  expect(of('TX', { lineOfBusiness: 'medicare-advantage' })?.findingsFirst).toBeNull();
  expect(of('TX', { asOf: '2025-09-01' })?.findingsFirst).toEqual(FIRST);
  expect(of('TX', { asOf: '2025-08-31' })?.findingsFirst).toBeNull();
});
