import { apiConfig, ConfigError, type ConfigFault, errorFields, logger } from '@assent/platform';
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
  await app.listen(config.http.port, config.http.host).catch(nameVariable);
  checks.start();
  const stop = () => {
    const stopped = Promise.all([checks.stop(), app.close()]);
    stopped.catch((error: unknown) => {
      log.error('the API did not shut down cleanly', errorFields(error));
      process.exit(1);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  log.info('the API is listening');
}

/** What keeps a server from listening, by the codes of the system, and the variable that mends it. */
const NOT_LISTENING: Readonly<Record<string, ConfigFault>> = {
  EADDRINUSE: { variable: 'PORT', problem: 'is used by another program' },
  EACCES: { variable: 'PORT', problem: 'cannot be used by this account; use a port above 1023' },
  EADDRNOTAVAIL: { variable: 'HOST', problem: 'is not an address of this machine' },
  ENOTFOUND: { variable: 'HOST', problem: 'is a host name without an address' },
  EAI_AGAIN: { variable: 'HOST', problem: 'is a host name that cannot be looked up now' },
  EINVAL: { variable: 'HOST', problem: 'is not an address to listen on' },
};

function nameVariable(error: NodeJS.ErrnoException): never {
  const fault = NOT_LISTENING[error.code ?? ''];
  throw fault === undefined ? error : new ConfigError([fault]);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
