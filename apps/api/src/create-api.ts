import 'reflect-metadata';
import { devOperations, operations, sandboxOperations } from '@assent/contracts';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { ApiModule } from './api.module';
import type { ApiDependencies, Operations } from './dependencies';
import { readPlainAddresses } from './http/address';
import { authenticateCalls } from './http/authentication';
import { boundCallsAtOnce } from './http/calls-at-once';
import { drainConnections } from './http/drain';
import { readJsonBodies } from './http/json-body';
import { callLimits } from './http/limits';
import { serveLocalHostsOnly } from './http/local-hosts';
import { MAX_PATH_PART_LENGTH, methodsOf, refuseOtherMethods } from './http/methods';
import { refuseUnknownQueries } from './http/no-query';
import { ProblemFilter } from './http/problem.filter';
import { logCalls } from './http/request-log';
import { secureAnswers } from './http/security-headers';
import { endSlowBodies } from './http/slow-body';
import { tokenVerifier } from './http/token-verifier';
import { endUnreadAnswers } from './http/unread-answer';
import { refuseAddress, refuseConnection } from './http/unroutable';
import { takeUploads } from './http/upload-body';
import { sweepDaily } from './modules/documents/daily-sweep';
import { signInOffer } from './modules/system/sign-in';
import { serveWebApp } from './web/serve-web-app';

/** No body may be larger: a request is a few kilobytes. */
const BODY_LIMIT = 1024 * 1024;

/** How long a request may take to arrive, the largest upload on a slow line included, in milliseconds. */
const MAX_REQUEST_MS = 5 * 60_000;

/** The API over its dependencies, ready to listen. Closing it closes them too. */
export async function createApi(dependencies: ApiDependencies): Promise<NestFastifyApplication> {
  const { log, tokens, limits } = dependencies;
  const served = servedOperations(dependencies);
  const answering = methodsOf(served);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    requestTimeout: MAX_REQUEST_MS,
    skipMiddie: true,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
    routerOptions: { maxParamLength: MAX_PATH_PART_LENGTH },
  });
  const server: FastifyInstance = adapter.getInstance();
  logCalls(server, log);
  secureAnswers(server);
  if (dependencies.localIssuerKey) serveLocalHostsOnly(server);
  refuseOtherMethods(server, answering);
  authenticateCalls(server, tokenVerifier(tokens.keys, tokens), await callLimits(server, limits));
  boundCallsAtOnce(server, limits.callsAtOnce);
  endSlowBodies(server, limits.bodySeconds);
  endUnreadAnswers(server, limits.answerSeconds);
  readJsonBodies(server);
  readPlainAddresses(server);
  takeUploads(server);
  refuseUnknownQueries(server);
  drainConnections(server);
  sweepDaily(server, { records: dependencies.ports.records, store: dependencies.documents }, log);
  await serveWebApp(server, signInOffer(dependencies), dependencies.web);
  server.addHook('onClose', () => dependencies.close());

  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.over(dependencies, served),
    adapter,
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
    { bodyParser: false, logger: false, abortOnError: false },
  );
  app.useGlobalFilters(new ProblemFilter(answering, log));
  await app.init();
  return app;
}

function servedOperations({ localIssuerKey, sandboxClock }: ApiDependencies): Operations {
  return [
    ...Object.values(operations),
    ...(localIssuerKey ? Object.values(devOperations) : []),
    ...(sandboxClock ? Object.values(sandboxOperations) : []),
  ];
}
