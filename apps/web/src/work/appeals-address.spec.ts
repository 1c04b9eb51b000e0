import { APPEAL_FILTERS, appealsAddress, readAppealsAddress, statusesOf } from './appeals-address';

test.each(APPEAL_FILTERS)('the filter %s is kept in the address', (filter) => {
  const address = appealsAddress(filter);
  expect(readAppealsAddress({ ...address })).toEqual(address);
});

test('an address without a known status lists what the plan has to decide', () => {
  expect(readAppealsAddress({})).toEqual({});
  expect(readAppealsAddress({ status: 'lost' })).toEqual({});
  expect(statusesOf('undecided')).toEqual(['open', 'in-review']);
  expect(statusesOf('upheld')).toEqual(['upheld']);
  expect(statusesOf('all')).toEqual([]);
});
