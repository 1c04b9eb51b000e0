import {
  apiConfig,
  errorFields,
  logCrashes,
  logger,
  notListening,
  payloadCodec,
  serveMetrics,
  startTracing,
  type ApiConfig,
} from '@assent/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { administrators, pagesOnly } from './codec/admission';
import { serveCodec, type CodecServerOptions } from './codec/codec-server';
import { createApi } from './create-api';
import type { ApiDependencies } from './dependencies';
import { tokenVerifier, unlessEnded } from './http/token-verifier';
import { openDependencies } from './open-dependencies';

async function main(): Promise<void> {
  const config = apiConfig(process.env);
  const log = logger('api', config.logLevel);
  logCrashes(log);
  const tracing = await startTracing(config.traces, 'assent-api', log);
  const ending = new AbortController();
  const dependencies = await openDependencies(config, log, ending.signal);
  const { reconciler: checks, rotator } = dependencies;
  const stopOwnWork = () => Promise.all([checks.stop(), rotator.stop()]);
  // A query on a closed connection would crash the process.
  const close = () => stopOwnWork().then(() => dependencies.close());
  const app = await createApi({ ...dependencies, close });
  const closeOthers = await listen(app, config, dependencies).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  checks.start();
  rotator.start();
  const stop = () => {
    ending.abort();
    log.info('the API was asked to end');
    const stopped = pause(config.http.drainSeconds * 1_000)
      .then(() => Promise.all([stopOwnWork(), app.close()]))
      .then(closeOthers)
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

/** Listens, and serves metrics and payloads if configured; returns what closes these two. */
async function listen(
  app: NestFastifyApplication,
  config: ApiConfig,
  dependencies: ApiDependencies,
): Promise<() => Promise<unknown>> {
  const { http } = config;
  await app.listen(http.port, http.host).catch((error: unknown) => {
    throw notListening(error, { host: 'HOST', port: 'PORT' });
  });
  const { metrics, log } = dependencies;
  const measuring = config.metrics && (await serveMetrics(metrics, config.metrics, log));
  const codec = config.codec && serveCodec(config.codec, codecOptions(config, dependencies));
  const decoding = await codec?.catch(async (error: unknown) => {
    await measuring?.close();
    throw error;
  });
  return () => Promise.all([measuring?.close(), decoding?.close()]);
}

function codecOptions(
  { encryptionKeys, auth }: ApiConfig,
  { tokens, sessions, log }: ApiDependencies,
): CodecServerOptions {
  const isOpen = auth.keys.kind === 'development';
  const verify = unlessEnded(tokenVerifier(tokens.keys, tokens), sessions);
  const admit = isOpen ? pagesOnly : administrators(verify);
  return { codec: payloadCodec(encryptionKeys), admit, log };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
