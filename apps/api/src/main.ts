import {
  apiConfig,
  errorFields,
  logger,
  notListening,
  serveMetrics,
  startTracing,
  type ApiConfig,
  type Logger,
  type MetricsServer,
} from '@assent/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi } from './create-api';
import type { ApiDependencies } from './dependencies';
import { openDependencies } from './open-dependencies';

async function main(): Promise<void> {
  const config = apiConfig(process.env);
  const log = logger('api', config.logLevel);
  const tracing = await startTracing(config.traces, 'assent-api', log);
  const dependencies = await openDependencies(config, log);
  const { reconciler: checks } = dependencies;
  // A query on a closed connection would crash the process.
  const close = () => checks.stop().then(() => dependencies.close());
  const app = await createApi({ ...dependencies, close });
  const metrics = await listen(app, config, dependencies, log).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  checks.start();
  const stop = () => {
    const stopped = Promise.all([checks.stop(), app.close()])
      .then(() => metrics?.close())
      .then(() => tracing.stop())
      .then((isSent) => {
        if (!isSent) process.exit();
      });
    stopped.catch((error: unknown) => {
      log.error('the API did not shut down cleanly', errorFields(error));
      process.exit(1);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  log.info('the API is listening');
}

/** Listens, and serves metrics if configured. */
async function listen(
  app: NestFastifyApplication,
  { http, metrics }: ApiConfig,
  dependencies: ApiDependencies,
  log: Logger,
): Promise<MetricsServer | null> {
  await app.listen(http.port, http.host).catch((error: unknown) => {
    throw notListening(error, { host: 'HOST', port: 'PORT' });
  });
  return metrics && serveMetrics(dependencies.metrics, metrics, log);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
