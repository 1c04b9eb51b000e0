import { rangeWords, ratioWords } from './measurement-words';
import { placesOf } from './trend-places';

test('a normal range names both ends and the unit', () => {
  expect(rangeWords({ low: 5.71, high: 26.3 }, 'mg/L')).toBe('Normal: 5.71 to 26.3 mg/L');
  expect(rangeWords({ low: 0.26, high: 1.65 }, null)).toBe('Normal: 0.26 to 1.65');
});

test.each([
  [10, 4, '2.5'],
  [1, 3, '0.333'],
  [10, 0, 'infinite (divisor is 0)'],
  [0, 0, null],
  [10, undefined, null],
  ['10', 4, null],
])('%p divided by %p is %p', (over, under, words) => {
  expect(ratioWords(over, under)).toBe(words);
});

test('a trend spreads its points and starts at zero', () => {
  expect(placesOf([4, 0, 2])).toEqual([
    { x: 5, y: 5 },
    { x: 60, y: 35 },
    { x: 115, y: 20 },
  ]);
  expect(placesOf([0, 0]).map(({ y }) => y)).toEqual([35, 35]);
});
