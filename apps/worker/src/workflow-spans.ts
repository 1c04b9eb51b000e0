import { inSpan } from '@assent/platform';
import { TRACEPARENT, TRACE_BEFORE } from '@assent/workflows';
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  trace,
  type Context,
  type Link,
} from '@opentelemetry/api';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import {
  WorkflowExecutionAlreadyStartedError,
  type WorkflowClientInterceptor,
} from '@temporalio/client';
import { defaultPayloadConverter, type Headers } from '@temporalio/common';

const tracer = trace.getTracer('@assent/worker');

/** Gives each message to a workflow a span, and carries its trace along. */
export const messageSpans: WorkflowClientInterceptor = {
  startWithDetails: (input, next) =>
    sending(`start ${input.workflowType}`, input.options.workflowId, () =>
      next({ ...input, headers: withTrace(input.headers) }),
    ),
  signalWithStart: (input, next) =>
    sending(`signal ${input.workflowType}`, input.options.workflowId, () =>
      next({ ...input, headers: withTrace(input.headers) }),
    ),
};

/**
 * Gives each step a span. A step that answers a message belongs to its trace; one that a timer woke,
 * perhaps months later, begins a trace that points to the one before.
 */
export const stepSpans: ActivityInterceptorsFactory = ({ info }) => ({
  inbound: {
    execute: (input, next) => {
      const before = trace.getSpanContext(traceOf(input.headers, TRACE_BEFORE));
      const links: Link[] = before ? [{ context: before }] : [];
      const workflowId = info.workflowExecution?.workflowId;
      return inSpan(
        tracer,
        {
          name: `step ${info.activityType}`,
          kind: SpanKind.CONSUMER,
          links,
          attributes: {
            'assent.attempt': info.attempt,
            ...(workflowId !== undefined && { 'assent.workflow_id': workflowId }),
          },
          within: traceOf(input.headers, TRACEPARENT),
        },
        () => next(input),
      );
    },
  },
});

function sending<Value>(name: string, workflowId: string, send: () => Promise<Value>) {
  const attributes = { 'assent.workflow_id': workflowId };
  // A message for a finished workflow has nothing left to do.
  const isFine = (error: unknown) => error instanceof WorkflowExecutionAlreadyStartedError;
  return inSpan(tracer, { name, kind: SpanKind.PRODUCER, attributes, isFine }, send);
}

/** The headers with the current trace, if there is one. */
function withTrace(headers: Headers): Headers {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  const { traceparent } = carrier;
  if (traceparent === undefined) return headers;
  return { ...headers, [TRACEPARENT]: defaultPayloadConverter.toPayload(traceparent) };
}

/** A header that another client wrote in its own way counts as none: no step may fail for it. */
function traceOf(headers: Headers, name: string): Context {
  const payload = headers[name];
  if (!payload) return ROOT_CONTEXT;
  try {
    const traceparent = defaultPayloadConverter.fromPayload(payload);
    return propagation.extract(ROOT_CONTEXT, { traceparent });
  } catch {
    return ROOT_CONTEXT;
  }
}
