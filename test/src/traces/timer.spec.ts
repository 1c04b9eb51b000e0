import { caseJson } from '@assent/contracts';
import { until } from '@assent/local';
import { caseWorkflowId } from '@assent/workflows';
import { Client, Connection } from '@temporalio/client';
import { clientTrace, requestOf, startTracedStack, type TracedStack } from './traced-stack';

const DAY = 86_400_000;

let traced: TracedStack;
let temporal: Connection;

beforeAll(async () => {
  traced = await startTracedStack('sandbox');
  temporal = await Connection.connect({ address: traced.stack.addresses.temporal });
}, 120_000);
afterAll(async () => {
  await temporal.close();
  await traced.stop();
});

/** A workflow that has not come to its timer when the clock moves does without one. */
async function waitsForItsTimer(caseId: string): Promise<boolean> {
  const handle = new Client({ connection: temporal }).workflow.getHandle(caseWorkflowId(caseId));
  const { events } = await handle.fetchHistory().catch(() => ({ events: [] }));
  return events?.some((event) => event.timerStartedEventAttributes) ?? false;
}

test('a step that a timer started has its own trace, with a link to the one before', async () => {
  const { collector, clerk } = traced;
  const { traceId, traceparent } = clientTrace();
  const answer = await traced.call(traceparent, 'POST', '/v1/cases', requestOf());
  const { id, clock } = caseJson.parse(await answer.json());
  await collector.span('step evaluateCase', traceId);
  expect(await until(() => waitsForItsTimer(id), { timeoutMs: 20_000 })).toBe(true);
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
