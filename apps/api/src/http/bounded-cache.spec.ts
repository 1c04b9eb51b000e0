import { BoundedCache } from './bounded-cache';

test('forgets a value when its time is over', () => {
  const cache = new BoundedCache<number>(5);
  cache.set('a', 1, 100);
  expect([cache.get('a', 99), cache.get('a', 100)]).toEqual([1, undefined]);
});

test('forgets what was not used for longest when it is full', () => {
  const cache = new BoundedCache<number>(2);
  cache.set('a', 1, 100);
  cache.set('b', 2, 100);
  cache.get('a', 0);
  cache.set('c', 3, 100);
  expect(['a', 'b', 'c'].map((key) => cache.get(key, 0))).toEqual([1, undefined, 3]);
});
