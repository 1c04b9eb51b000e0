import {
  context,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import { errorFields } from './logger';

/** A span for some work. */
export interface SpanUse extends SpanOptions {
  readonly name: string;
  /** Where it belongs; the current trace if absent. */
  readonly within?: Context;
  /** Which errors are none. */
  readonly isFine?: (error: unknown) => boolean;
}

/** Runs work in its own span, which ends with it and records only the kind of an error. */
export async function inSpan<Value>(
  tracer: Tracer,
  { name, within = context.active(), isFine = () => false, ...options }: SpanUse,
  work: (span: Span) => Promise<Value>,
): Promise<Value> {
  const span = tracer.startSpan(name, options, within);
  try {
    return await context.with(trace.setSpan(within, span), () => work(span));
  } catch (error) {
    if (!isFine(error)) markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

function markFailed(span: Span, error: unknown): void {
  const { errorClass, errorCode } = errorFields(error);
  const kind = errorCode ?? errorClass;
  span.setStatus({ code: SpanStatusCode.ERROR });
  if (kind !== undefined) span.setAttribute('error.type', kind);
}
