import { atMost } from './at-most';

it('has no more calls under way than it may, and serves all', async () => {
  let underWay = 0;
  let most = 0;
  const limited = atMost(2, async (number: number) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
    return number;
  });
  const served = await Promise.all([1, 2, 3, 4, 5].map(limited));
  expect({ most, served }).toEqual({ most: 2, served: [1, 2, 3, 4, 5] });
});

it('gives the turn of a call that failed to the next', async () => {
  const limited = atMost(1, (number: number) =>
    number === 1 ? Promise.reject(new Error('failed')) : Promise.resolve(number),
  );
  const outcomes = await Promise.allSettled([1, 2].map(limited));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});
