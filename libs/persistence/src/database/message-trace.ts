import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';

/** The column of a message with the trace that it is written in; nothing outside of traces. */
export function currentTrace(): { readonly traceparent?: string } {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  const { traceparent } = carrier;
  return traceparent === undefined ? {} : { traceparent };
}

/** Runs work in the trace that a message was written in. */
export function withinTrace<Value>(traceparent: string | null, work: () => Value): Value {
  const trace = propagation.extract(ROOT_CONTEXT, traceparent === null ? {} : { traceparent });
  return context.with(trace, work);
}
