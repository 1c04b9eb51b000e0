import { readWorklistAddress } from '../../work/worklist-address';
import { addressOf, filterOf, keyOf, narrowingsOf, without, type Filter } from './filter';

describe('the address of a worklist', () => {
  test('holds a filter, and reading it gives the same filter', () => {
    const filter: Filter = {
      queue: 'in-review',
      status: ['in-review'],
      urgency: 'expedited',
      assignee: 'pharmacist-1',
      q: 'PA-AB2CD-EF3GH',
    };
    const { search, q } = addressOf(filter);
    expect(search).not.toHaveProperty('q');
    expect(filterOf(readWorklistAddress({ ...search }), q, 'mine')).toEqual(filter);
  });

  test.each(['Ruiz', 'FB1002003', 'PA-AB2CD-EF3GH'])('never holds the search text %s', (typed) => {
    const { search, q } = addressOf({ queue: 'all', q: typed });
    expect(search).toEqual({ queue: 'all' });
    expect(q).toBe(typed);
    expect(readWorklistAddress({ q: typed })).toEqual({});
  });

  test('is read without values that no worklist has', () => {
    const odd = { queue: 'secret', status: 4, urgency: 'soon', assignee: '', other: 'x' };
    expect(readWorklistAddress(odd)).toEqual({});
  });
});

describe('a filter', () => {
  const filter: Filter = { queue: 'all', urgency: 'expedited', q: 'Ruiz' };

  test('counts its restrictions without the search', () => {
    expect(narrowingsOf(filter)).toEqual(['urgency']);
  });

  test('drops one restriction and keeps the others', () => {
    expect(without(filter, 'urgency')).toEqual({ queue: 'all', q: 'Ruiz' });
  });

  test('has the same key in any order', () => {
    expect(keyOf({ q: 'Ruiz', urgency: 'expedited', queue: 'all' })).toBe(keyOf(filter));
  });
});
