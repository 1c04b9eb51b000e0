import { setTimeout as pause } from 'node:timers/promises';
import { caseJson, problem } from '@assent/contracts';
import { until } from '@assent/local';
import { tourFile } from '../stack/clerk';
import {
  CANARIES,
  clientTrace,
  requestOf,
  startTracedStack,
  type TracedStack,
} from './traced-stack';
import { START_HOOK_MS } from '../stack/running-stack';

const [CANARY = ''] = CANARIES;
const SOON = { timeoutMs: 20_000 };

let traced: TracedStack;

beforeAll(async () => {
  traced = await startTracedStack('start');
}, START_HOOK_MS);
afterAll(() => traced.stop());

test('one trace spans the call that opens a case and the steps of its workflow', async () => {
  const { collector } = traced;
  const { traceId, spanId, traceparent } = clientTrace();
  const answer = await traced.call(traceparent, 'POST', '/v1/cases', requestOf());
  const opened = caseJson.parse(await answer.json());

  const call = await collector.span('POST /v1/cases', traceId);
  const commit = await collector.span('SELECT commit_change', traceId);
  const start = await collector.span('start caseWorkflow', traceId);
  const step = await collector.span('step evaluateCase', traceId);
  const statements = () =>
    collector.spans.filter(({ parentSpanId }) => parentSpanId === step.spanId);
  await until(() => statements().length > 0, SOON);

  expect(call).toMatchObject({
    service: 'assent-api',
    parentSpanId: spanId,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/v1/cases',
      'http.response.status_code': 201,
      'assent.operation': 'openCase',
      'assent.request_id': answer.headers.get('x-request-id'),
    },
  });
  expect(commit).toMatchObject({ service: 'assent-api', parentSpanId: call.spanId });
  const ofWorkflow = {
    service: 'assent-worker',
    attributes: { 'assent.workflow_id': `case/${opened.id}` },
  };
  expect(start).toMatchObject({ ...ofWorkflow, parentSpanId: call.spanId });
  expect(step).toMatchObject({ ...ofWorkflow, parentSpanId: start.spanId });
  expect(statements().map(({ name }) => name)).toContain('SELECT pa_case');
});

test('a workflow handles a change in the trace of its call', async () => {
  const { collector } = traced;
  const opening = clientTrace();
  const answer = await traced.call(opening.traceparent, 'POST', '/v1/cases', requestOf());
  const { id } = caseJson.parse(await answer.json());
  await collector.span('step evaluateCase', opening.traceId);

  const { traceId, traceparent } = clientTrace();
  const path = `/v1/cases/${id}/information`;
  const informed = await traced.call(traceparent, 'POST', path, tourFile('answer.json'));
  expect(informed.status).toBe(200);
  const call = await collector.span('POST /v1/cases/{id}/information', traceId);
  const signal = await collector.span('signal caseWorkflow', traceId);
  const step = await collector.span('step evaluateCase', traceId);
  expect([signal.parentSpanId, step.parentSpanId]).toEqual([call.spanId, signal.spanId]);
});

test('the request id of a problem leads to its log line, and that to the trace', async () => {
  const { traceId, traceparent } = clientTrace();
  const answer = await traced.call(traceparent, 'POST', '/v1/cases', { facts: {} });
  const { requestId } = problem.parse(await answer.json());
  expect(requestId).toBe(answer.headers.get('x-request-id'));
  await until(() => traced.logged(requestId).length > 0, SOON);
  expect(traced.logged(requestId)).toMatchObject([{ msg: 'answered', trace_id: traceId }]);
  const call = await traced.collector.span('POST /v1/cases', traceId);
  expect(call.attributes).toMatchObject({
    'assent.request_id': requestId,
    'http.response.status_code': 422,
  });
});

test('what a caller does not sample is not sampled anywhere', async () => {
  const { collector } = traced;
  const { traceId, traceparent } = clientTrace({ isSampled: false });
  const answer = await traced.call(traceparent, 'POST', '/v1/cases', requestOf());
  const requestId = answer.headers.get('x-request-id');
  const sampled = clientTrace();
  await traced.call(sampled.traceparent, 'POST', '/v1/cases', requestOf());
  await collector.span('step evaluateCase', sampled.traceId);
  expect(collector.spans.filter((span) => span.traceId === traceId)).toEqual([]);
  await until(() => traced.logged(requestId).length > 0, SOON);
  expect(traced.logged(requestId).map((line) => line['trace_id'])).toEqual([undefined]);
});

test('probes, polls and event streams start no trace', async () => {
  const { collector, stack } = traced;
  await fetch(`${stack.addresses.api}/readyz`);
  await until(() => stack.printed.some((line) => line.includes('/readyz')), SOON);
  const { traceId, traceparent } = clientTrace();
  const stream = await traced.call(traceparent, 'GET', '/v1/events');
  await stream.body?.cancel();
  await until(() => stack.printed.some((line) => line.includes('/v1/events')), SOON);
  await pause(500);
  expect(collector.spans.filter((span) => span.traceId === traceId)).toEqual([]);
  const begun = collector.spans.filter(({ parentSpanId }) => parentSpanId === '');
  const names = new Set(begun.map(({ name }) => name));
  expect(names).toContain('POST /dev/token');
  expect([...names].filter((name) => !/^(?:GET|POST) \/(?:v1|dev)\//.test(name))).toEqual([]);
});

test('no span reveals a member, their condition, or what a caller typed', async () => {
  const { collector } = traced;
  const { traceId, traceparent } = clientTrace();
  const call = (method: string, path: string, body?: unknown) =>
    traced.call(traceparent, method, path, body);
  const bortezomib = { clinicallyInappropriate: true, inappropriateReason: 'neuropathy' };
  const answer = await call('POST', '/v1/cases', requestOf({ bortezomib }));
  const { id, number } = caseJson.parse(await answer.json());
  await call('POST', '/v1/members/search', { text: CANARY });
  await call('GET', `/v1/cases?${CANARY}=${CANARY}`);
  await call('GET', `/v1/cases/${CANARY}`);
  await call('GET', `/v1/${CANARY}/${CANARY}`);
  await call('POST', `/v1/cases/${id}/withdraw`, { reason: `${CANARY} changed their mind` });
  await collector.span('POST /v1/cases/{id}/withdraw', traceId);
  await collector.span('signal caseWorkflow', traceId);
  const text = collector.text();
  expect(text).toContain(id);
  expect([...CANARIES, number, 'clerk'].filter((told) => text.includes(told))).toEqual([]);
});
