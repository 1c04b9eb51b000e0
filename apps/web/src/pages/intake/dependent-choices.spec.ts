import { coverageTypesOf, evidenceFor } from './dependent-choices';
import { firstState, nextState } from './form-state';

const change = (request: Record<string, unknown>, value: string, path = 'lineOfBusiness') =>
  nextState(firstState(request), { kind: 'changed', path, value }).request;

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

test.each([
  ['fax', ['fax-header', 'date-stamp']],
  ['phone', ['call-log']],
  ['portal', []],
  ['another', []],
])('the evidence of a receipt by %s is %j', (channel, kinds) => {
  expect(evidenceFor({ channel })).toEqual(kinds);
});

test('evidence of receipt goes with its channel', () => {
  const request = { channel: 'fax', receipt: { evidence: 'fax-header', reference: 'page 1' } };
  expect(change(request, 'fax', 'channel')).toEqual(request);
  expect(change(request, 'phone', 'channel')).toEqual({ channel: 'phone' });
  expect(change({ channel: 'fax' }, 'portal', 'channel')).toEqual({ channel: 'portal' });
});
