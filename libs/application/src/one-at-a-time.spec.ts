import { oneAtATime } from './one-at-a-time';

/** Runs that end when the test says so, each with its number. */
function runs() {
  const ends: ((error?: Error) => void)[] = [];
  const run = oneAtATime(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = ends.length + 1;
        ends.push((error) => {
          if (error) reject(error);
          else resolve(number);
        });
      }),
  );
  return { run, ends };
}

const whatFollows = () => new Promise(setImmediate);

it('answers all callers that wait during a run with the next run', async () => {
  const { run, ends } = runs();
  const answers = [run(), run(), run()];
  ends[0]?.();
  await whatFollows();
  answers.push(run());
  ends[1]?.();
  await whatFollows();
  ends[2]?.();
  expect(await Promise.all(answers)).toEqual([1, 2, 2, 3]);
});

it('never runs twice at the same time', async () => {
  const { run, ends } = runs();
  void run();
  void run();
  void run();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await whatFollows();
  expect(ends).toHaveLength(2);
});

it('runs again after one that failed', async () => {
  const { run, ends } = runs();
  const [first, second] = [run(), run()];
  ends[0]?.(new Error('the record is away'));
  await expect(first).rejects.toThrow('the record is away');
  ends[1]?.();
  expect(await second).toBe(2);
  const third = run();
  ends[2]?.();
  expect(await third).toBe(3);
});
