import type { Headers, WorkflowInterceptors } from '@temporalio/workflow';
import { TRACE_BEFORE, TRACEPARENT } from './messages';

/**
 * Carries the trace of a message to the steps that answer it. A timer, or a message without a trace,
 * ends that: what it wakes only points to the last trace. It adds no command, so earlier histories
 * replay unchanged.
 */
export function interceptors(): WorkflowInterceptors {
  let heard: Headers = {};

  function hear(headers: Headers): void {
    const trace = headers[TRACEPARENT];
    if (trace) heard = headerOf(TRACEPARENT, trace);
    else forget();
  }

  function forget(): void {
    const last = heard[TRACEPARENT];
    if (last) heard = headerOf(TRACE_BEFORE, last);
  }

  return {
    inbound: [
      {
        execute(input, next) {
          hear(input.headers);
          return next(input);
        },
        handleSignal(input, next) {
          hear(input.headers);
          return next(input);
        },
      },
    ],
    outbound: [
      {
        startTimer(input, next) {
          const rung = next(input);
          rung.then(forget, () => undefined);
          return rung;
        },
        scheduleActivity: (input, next) => next({ ...input, headers: withHeard(input.headers) }),
        scheduleLocalActivity: (input, next) =>
          next({ ...input, headers: withHeard(input.headers) }),
      },
    ],
  };

  function withHeard(headers: Headers): Headers {
    return { ...headers, ...heard };
  }
}

function headerOf(name: string, payload: Headers[string] | undefined): Headers {
  return payload ? { [name]: payload } : {};
}
