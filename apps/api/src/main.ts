import { apiConfig, errorFields, logger } from '@assent/platform';
import { createApi } from './create-api';
import { openDependencies } from './open-dependencies';

async function main(): Promise<void> {
  const config = apiConfig(process.env);
  const log = logger('api', config.logLevel);
  const dependencies = openDependencies(config, log);
  const { reconciler: checks } = dependencies;
  // What is asked through a connection that is closed ends the process.
  const close = () => checks.stop().then(() => dependencies.close());
  const app = await createApi({ ...dependencies, close });
  await app.listen(config.http.port, config.http.host);
  checks.start();
  const stop = () => {
    const stopped = Promise.all([checks.stop(), app.close()]);
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
