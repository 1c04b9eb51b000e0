import { apiConfig, errorFields, logger } from '@assent/platform';
import { createApi } from './create-api';
import { startReconciler } from './modules/stuck/reconciler';
import { openDependencies } from './open-dependencies';

async function main(): Promise<void> {
  const config = apiConfig(process.env);
  const log = logger('api', config.logLevel);
  const dependencies = openDependencies(config, log);
  const app = await createApi(dependencies);
  await app.listen(config.http.port, config.http.host);
  const reconciler = startReconciler({ ...dependencies.ports, ...dependencies.repairing }, log);
  const stop = () => {
    const stopped = Promise.all([reconciler.stop(), app.close()]);
    stopped.catch((error: unknown) => {
      log.error('the API could not end in order', errorFields(error));
      process.exit(1);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  log.info('the API listens');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
