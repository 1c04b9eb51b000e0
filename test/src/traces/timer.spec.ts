import { caseJson } from '@assent/contracts';
import { until } from '@assent/local';
import { clientTrace, requestOf, startTracedStack, type TracedStack } from './traced-stack';

const DAY = 86_400_000;

let traced: TracedStack;

beforeAll(async () => {
  traced = await startTracedStack('sandbox');
}, 120_000);
afterAll(() => traced.stop());

test('a step that a timer started has its own trace, with a link to the one before', async () => {
  const { collector, clerk } = traced;
  const { traceId, traceparent } = clientTrace();
  const answer = await traced.call(traceparent, 'POST', '/v1/cases', requestOf());
  const { clock } = caseJson.parse(await answer.json());
  await collector.span('step evaluateCase', traceId);
  await clerk.moveTo(new Date(Date.parse(clock.dueAt ?? '') + DAY).toISOString());
  const woken = () =>
    collector.spans.find(
      ({ name, links }) =>
        name === 'step passInformationDeadline' && links.some((link) => link.traceId === traceId),
    );
  expect(await until(() => woken() !== undefined, { timeoutMs: 20_000 })).toBe(true);
  expect(woken()?.traceId).not.toBe(traceId);
  expect(woken()?.parentSpanId).toBe('');
});
