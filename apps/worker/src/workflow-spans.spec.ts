import { stepSpans } from './workflow-spans';

const STEP = {
  info: { activityType: 'evaluateCase', attempt: 1, workflowExecution: { workflowId: 'case/1' } },
} as never;

test.each([
  [{}],
  [{ traceparent: {} }],
  [{ traceparent: { metadata: { encoding: Buffer.from('binary/unknown') } } }],
  [{ tracebefore: { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{') } }],
])('runs a step whatever its headers contain: %j', async (headers) => {
  const performed = stepSpans(STEP).inbound?.execute?.({ args: ['1'], headers }, ({ args }) =>
    Promise.resolve(args),
  );
  expect(await performed).toEqual(['1']);
});
