import { coverageTypesOf } from './coverage-type';
import { firstState, nextState } from './form-state';

const change = (request: Record<string, unknown>, value: string) =>
  nextState(firstState(request), { kind: 'changed', path: 'lineOfBusiness', value }).request;

test.each([
  ['commercial', ['employer-plan', 'exchange-plan', 'medicaid-plan']],
  ['medicare-advantage', ['part-b-drug', 'medical-item']],
  ['medicare-part-d', []],
  ['another', []],
])('the coverage types of %s are %j', (lineOfBusiness, types) => {
  expect(coverageTypesOf({ lineOfBusiness })).toEqual(types);
});

test('a coverage type goes with its line of business', () => {
  const request = { lineOfBusiness: 'commercial', coverageType: 'exchange-plan' };
  expect(change(request, 'commercial')).toEqual(request);
  expect(change(request, 'medicare-advantage')['coverageType']).toBeUndefined();
  expect(change({ lineOfBusiness: 'commercial' }, 'medicare-part-d')).toEqual({
    lineOfBusiness: 'medicare-part-d',
  });
});
