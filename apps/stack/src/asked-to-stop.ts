const PARENT_CHECK_MS = 1_000;

/**
 * The one owner of signals. A Ctrl-C comes twice, from the terminal and from npm; the second
 * changes nothing. If npm itself was killed, no signal arrives, so the stack ends when its parent
 * process changes.
 * @returns a signal that aborts when the stack should end.
 */
export function listenForStop(): AbortSignal {
  const asked = new AbortController();
  const stop = (): void => asked.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MS).unref();
  }
  return asked.signal;
}

/** Settles once a signal has aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
