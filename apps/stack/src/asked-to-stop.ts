/** Thrown at the next step of a start that was called off. */
export class CalledOff extends Error {}

export interface StopRequest {
  /** Settles when somebody asks the stack to end. */
  readonly asked: Promise<void>;
  /** @throws CalledOff when that happened. */
  check(): void;
}

const PARENT_CHECK_MS = 1_000;

/**
 * The one owner of signals. A Ctrl-C comes twice, from the terminal and from npm; the
 * second changes nothing. When npm itself was killed nobody passes a signal on, so the
 * stack ends when its parent is another than at the start.
 */
export function listenForStop(): StopRequest {
  let isAsked = false;
  const asked = new Promise<void>((resolve) => {
    const stop = (): void => {
      isAsked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MS).unref();
  });
  return {
    asked,
    check: () => {
      if (isAsked) throw new CalledOff();
    },
  };
}
