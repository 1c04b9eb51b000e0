import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { operations, type Operation } from '@assent/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const tracer = trace.getTracer('@assent/api');

/** What asks whether the process runs, every few seconds. */
const PROBES: readonly string[] = [operations.checkHealth.id, operations.checkReadiness.id];

/**
 * Gives every call of the contract a span, in the trace of its `traceparent` header if it has one.
 * It leaves out probes, and event streams, which last as long as a page is open.
 */
export function traceCalls(server: FastifyInstance): void {
  const traced = new WeakMap<FastifyRequest, Context>();

  server.addHook('onRequest', (request, _reply, done) => {
    const { operation } = request.routeOptions.config;
    if (!operation || operation.answerAs === 'events' || PROBES.includes(operation.id)) {
      context.with(ROOT_CONTEXT, done);
      return;
    }
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const within = trace.setSpan(parent, callSpan(operation, request, parent));
    traced.set(request, within);
    context.with(within, done);
  });
  // A body arrives by events of its connection, which belong to no call.
  server.addHook('preValidation', (request, _reply, done) => {
    context.with(traced.get(request) ?? ROOT_CONTEXT, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const within = traced.get(request) ?? ROOT_CONTEXT;
    const span = trace.getSpan(within);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    context.with(within, done);
  });
}

/** It names the call as the contract does, never by its address or its caller. */
function callSpan(
  { id, path }: Operation,
  { id: requestId, method }: FastifyRequest,
  parent: Context,
): Span {
  return tracer.startSpan(
    `${method} ${path}`,
    {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': method,
        'http.route': path,
        'assent.operation': id,
        'assent.request_id': requestId,
      },
    },
    parent,
  );
}
