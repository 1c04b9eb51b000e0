import { coverageTypeOf, isCoverageTypeOf, rowsFor, scopeId, type ScopeOfRow } from './clock-scope';

const ROWS: readonly ScopeOfRow[] = [
  { lineOfBusiness: 'commercial', state: 'MD' },
  { lineOfBusiness: 'commercial' },
  { lineOfBusiness: 'commercial', coverageType: 'exchange-plan' },
  { lineOfBusiness: 'commercial', coverageType: 'exchange-plan', state: 'MD' },
  { lineOfBusiness: 'medicare-advantage', coverageType: 'part-b-drug' },
];

const idsFor = (scope: Parameters<typeof rowsFor>[1]) =>
  rowsFor(ROWS, scope).map((row) => scopeId(row, 'standard'));

test.each([
  [{ lineOfBusiness: 'commercial' }, ['commercial-standard']],
  [{ lineOfBusiness: 'commercial', coverageType: 'employer-plan' }, ['commercial-standard']],
  [
    { lineOfBusiness: 'commercial', jurisdiction: { state: 'MD' } },
    ['commercial-standard', 'commercial-standard-MD'],
  ],
  [
    { lineOfBusiness: 'commercial', coverageType: 'exchange-plan', jurisdiction: { state: 'FL' } },
    ['commercial-exchange-plan-standard'],
  ],
  [
    { lineOfBusiness: 'commercial', coverageType: 'exchange-plan', jurisdiction: { state: 'MD' } },
    ['commercial-exchange-plan-standard', 'commercial-exchange-plan-standard-MD'],
  ],
  [{ lineOfBusiness: 'commercial', coverageType: 'medicaid-plan' }, []],
  [{ lineOfBusiness: 'medicare-advantage', coverageType: null }, ['medicare-advantage-standard']],
  [{ lineOfBusiness: 'medicare-part-d' }, []],
] as const)('the rows for %j are %j', (scope, ids) => {
  expect(idsFor(scope)).toEqual(ids);
});

test('a coverage type belongs to one line of business, and the usual one goes without saying', () => {
  expect(coverageTypeOf({ lineOfBusiness: 'commercial' })).toBe('employer-plan');
  expect(coverageTypeOf({ lineOfBusiness: 'medicare-advantage' })).toBe('part-b-drug');
  expect(coverageTypeOf({ lineOfBusiness: 'federal-employee-program' })).toBeNull();
  expect(isCoverageTypeOf('medicaid-plan', 'commercial')).toBe(true);
  expect(isCoverageTypeOf('medicaid-plan', 'medicare-advantage')).toBe(false);
});
