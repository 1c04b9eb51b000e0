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
  await app.listen(config.http.port, config.http.host).catch(async (error: unknown) => {
    await app.close();
    throw nameVariable(error);
  });
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

/** What keeps a server from listening, by the codes of the system, and the variable that mends it. */
const NOT_LISTENING: Readonly<Record<string, ConfigFault>> = {
  EADDRINUSE: { variable: 'PORT', problem: 'is used by another program' },
  EACCES: { variable: 'PORT', problem: 'may not be used by this account; ports above 1023 may' },
  EADDRNOTAVAIL: { variable: 'HOST', problem: 'is no address of this machine' },
  ENOTFOUND: { variable: 'HOST', problem: 'is no name that leads to an address' },
  EAI_AGAIN: { variable: 'HOST', problem: 'is a name that cannot be looked up now' },
  EINVAL: { variable: 'HOST', problem: 'is no address to listen on' },
};

function nameVariable(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fault = NOT_LISTENING[code];
  return fault === undefined ? error : new ConfigError([fault]);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
