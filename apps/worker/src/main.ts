import { logCrashes, logger, startTracing, workerConfig } from '@assent/platform';
import { runWorker } from './program';
import { installTemporalRuntime } from './temporal-log';

/** Workflows must replay the same in any host's zone (and calendar dates name theirs). */
process.env['TZ'] = 'UTC';

/** The one owner of the process's signals. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  return stop.signal;
}

async function main(): Promise<void> {
  const stop = stopSignal();
  const config = workerConfig(process.env);
  const log = logger('worker', config.logLevel);
  logCrashes(log);
  installTemporalRuntime(config, log);
  const tracing = await startTracing(config.traces, 'assent-worker', log);
  let isSent = true;
  try {
    await runWorker(config, log, stop);
  } finally {
    isSent = await tracing.stop();
  }
  if (!isSent) process.exit();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
