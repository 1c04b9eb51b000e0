import { canaries } from './canaries';

test('a planted word is found in any case, between other signs, and in base64', () => {
  const words = canaries();
  const first = words.plant('a name');
  const second = words.plant('a reason');
  expect(words.foundIn(`GET /v1/cases/${first.toUpperCase()}?x`)).toEqual(['a name']);
  for (const before of ['', 'a', 'ab', 'abc']) {
    const encoded = Buffer.from(`${before}{"reason":"${second}"}`).toString('base64');
    expect(words.foundIn(`{"data":"${encoded}"}`)).toEqual(['a reason']);
  }
  expect(words.foundIn(`${first.slice(1)} ${second.slice(0, -1)}`)).toEqual([]);
  expect(words.count).toBe(2);
});

test('five hundred words differ', () => {
  const words = canaries();
  const all = Array.from({ length: 500 }, (_, position) => words.plant(String(position)));
  expect(new Set(all).size).toBe(500);
  expect(words.foundIn(all.join('-'))).toHaveLength(500);
});
