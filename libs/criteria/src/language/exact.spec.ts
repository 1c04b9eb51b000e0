import fc from 'fast-check';
import { compared, difference, distance, fractionOf, ratio, reduction, times } from './exact';

const number = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });

test('a number is the decimal that was sent', () => {
  expect(fractionOf(0.1)).toEqual({ over: 1n, under: 10n });
  expect(fractionOf(-0)).toEqual({ over: 0n, under: 1n });
  expect(fractionOf(1.5e21)).toEqual({ over: 15n * 10n ** 20n, under: 1n });
  expect(fractionOf(5e-324)).toEqual({ over: 5n, under: 10n ** 324n });
});

test('numbers compare like their doubles', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(compared(fractionOf(a), fractionOf(b))).toBe(Math.sign(a === b ? 0 : a - b));
    }),
  );
});

test.each([
  ['0.7 - 0.2 is 0.5', difference(fractionOf(0.7), fractionOf(0.2)), 0.5],
  ['0.2 and 0.7 are 0.5 apart', distance(fractionOf(0.2), fractionOf(0.7)), 0.5],
  ['1.25 times 0.56 is 0.7', times(fractionOf(1.25), fractionOf(0.56)), 0.7],
  ['0.39 over 1.5 is 0.26', ratio(fractionOf(0.39), fractionOf(1.5)), 0.26],
  ['from 4.1 to 2.05 is half', reduction(fractionOf(4.1), fractionOf(2.05)), 50],
  ['from 1.1 to 1.21 is ten percent more', reduction(fractionOf(1.1), fractionOf(1.21)), -10],
])('%s', (_, found, expected) => {
  expect(found && compared(found, fractionOf(expected))).toBe(0);
});

test('a number divided by zero is above every number, and zero divided by zero is none', () => {
  const unbounded = ratio(fractionOf(0.1), fractionOf(0));
  expect(unbounded && compared(unbounded, fractionOf(Number.MAX_VALUE))).toBe(1);
  expect(ratio(fractionOf(0), fractionOf(0))).toBeNull();
  expect(reduction(fractionOf(0), fractionOf(2))).toBeNull();
});
