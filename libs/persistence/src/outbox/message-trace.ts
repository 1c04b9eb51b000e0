import type { OutboxMessage } from '@assent/application';
import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import type { GivenRow } from '../database/table';

/** The messages as rows, with the trace that they are written in; outside of traces without one. */
export function tracedMessages(messages: readonly OutboxMessage[]): readonly GivenRow[] {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  const { traceparent } = carrier;
  return messages.map((message) => ({
    ...message,
    ...(traceparent !== undefined && { traceparent }),
  }));
}

/** Runs work in the trace that a message was written in. */
export function withinTrace<Value>(traceparent: string | null, work: () => Value): Value {
  const trace = propagation.extract(ROOT_CONTEXT, traceparent === null ? {} : { traceparent });
  return context.with(trace, work);
}
