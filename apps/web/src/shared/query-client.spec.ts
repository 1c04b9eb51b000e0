import { QueryObserver } from '@tanstack/react-query';
import { queryClient } from './query-client';

afterEach(() => queryClient.clear());

/** Reads a list whose answers come when they are given, in whatever order. */
function reading() {
  const answers: ((value: string) => void)[] = [];
  const observer = new QueryObserver<string>(queryClient, {
    queryKey: ['documents'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  const stop = observer.subscribe(() => undefined);
  return { answers, stop, shown: () => observer.getCurrentResult().data };
}

test('a list that changes while it is read for the first time is read again', async () => {
  const { answers, shown, stop } = reading();
  expect(answers).toHaveLength(1);
  const renewed = queryClient.invalidateQueries({ queryKey: ['documents'] });
  expect(answers).toHaveLength(2);
  answers[0]?.('before the change');
  answers[1]?.('after the change');
  await renewed;
  stop();
  expect(shown()).toBe('after the change');
});

test('what nobody invalidates is read once', async () => {
  const { answers, shown, stop } = reading();
  await queryClient.invalidateQueries({ queryKey: ['people'] });
  answers[0]?.('as it is');
  await queryClient.getQueryCache().find({ queryKey: ['documents'] })?.promise;
  stop();
  expect(answers).toHaveLength(1);
  expect(shown()).toBe('as it is');
});

test('a first answer is waited for while everything is read again', async () => {
  const { answers, shown, stop } = reading();
  const renewed = queryClient.invalidateQueries();
  answers[0]?.('as it is');
  await renewed;
  stop();
  expect(answers).toHaveLength(1);
  expect(shown()).toBe('as it is');
});
