import { caseJson } from '@assent/contracts';
import { until } from '@assent/local';
import { CASE_CHANGED, caseWorkflowId } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import { clientOf } from '../support/temporal';
import type { ReceivedSpan } from './collector';
import { clientTrace, requestOf, startTracedStack, type TracedStack } from './traced-stack';
import { START_HOOK_MS } from '../stack/running-stack';

const DAY = 86_400_000;

let traced: TracedStack;
let temporal: Connection;

beforeAll(async () => {
  traced = await startTracedStack('sandbox');
  temporal = await Connection.connect({ address: traced.stack.addresses.temporal });
}, START_HOOK_MS);
afterAll(async () => {
  await temporal.close();
  await traced.stop();
});

function workflowOf(caseId: string) {
  return clientOf(temporal).workflow.getHandle(caseWorkflowId(caseId));
}

/** A workflow that has not come to its timer when the clock moves does without one. */
async function waitsForItsTimer(caseId: string): Promise<boolean> {
  const { events } = await workflowOf(caseId)
    .fetchHistory()
    .catch(() => ({ events: [] }));
  return events?.some((event) => event.timerStartedEventAttributes) ?? false;
}

/** The step with a link to a trace, once it arrives. */
async function stepAfter(traceId: string, step: string): Promise<ReceivedSpan> {
  const { spans } = traced.collector;
  const find = () =>
    spans.find(
      ({ name, links }) => name === step && links.some((link) => link.traceId === traceId),
    );
  await until(() => find() !== undefined, { timeoutMs: 20_000 });
  const found = find();
  if (found) return found;
  const steps = spans.filter(({ name }) => name.startsWith('step '));
  const told = steps.map(({ name, links }) => `${name} after ${links[0]?.traceId ?? 'none'}`);
  throw new Error(`no \`${step}\` after ${traceId} arrived, but ${told.join(', ')}`);
}

async function openedIn({ traceId, traceparent }: ReturnType<typeof clientTrace>) {
  const answer = await traced.call(traceparent, 'POST', '/v1/cases', requestOf());
  const opened = caseJson.parse(await answer.json());
  await traced.collector.span('step evaluateCase', traceId);
  expect(await until(() => waitsForItsTimer(opened.id), { timeoutMs: 20_000 })).toBe(true);
  return opened;
}

test('a step that a timer started has its own trace, with a link to the one before', async () => {
  const client = clientTrace();
  const { clock } = await openedIn(client);
  await traced.clerk.moveTo(new Date(Date.parse(clock.dueAt ?? '') + DAY).toISOString());
  const woken = await stepAfter(client.traceId, 'step passInformationDeadline');
  expect(woken.traceId).not.toBe(client.traceId);
  expect(woken.parentSpanId).toBe('');
});

test('a step for a message without a trace has its own, with a link to the one before', async () => {
  const client = clientTrace();
  const { id } = await openedIn(client);
  await workflowOf(id).signal(CASE_CHANGED);
  const told = await stepAfter(client.traceId, 'step evaluateCase');
  expect(told.traceId).not.toBe(client.traceId);
  expect(told.parentSpanId).toBe('');
});
