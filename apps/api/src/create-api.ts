import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { ApiModule } from './api.module';
import type { ApiDependencies } from './dependencies';
import { readPlainAddresses } from './http/address';
import { authenticateCalls } from './http/authentication';
import { caseGuard, guardCases } from './http/case-guard';
import { measureCalls } from './http/call-metrics';
import { traceCalls } from './http/call-spans';
import { boundCallsAtOnce } from './http/calls-at-once';
import { drainConnections } from './http/drain';
import { readJsonBodies } from './http/json-body';
import { callLimits } from './http/limits';
import { serveLocalHostsOnly } from './http/local-hosts';
import { MAX_PATH_PART_LENGTH, methodsOf, refuseOtherMethods } from './http/methods';
import { logCalls } from './http/request-log';
import { secureAnswers } from './http/security-headers';
import { readAsCaller } from './http/read-as-caller';
import { endSlowBodies } from './http/slow-body';
import { refuseSuperfluous } from './http/superfluous';
import { tokenVerifier, unlessEnded } from './http/token-verifier';
import { endUnreadAnswers } from './http/unread-answer';
import { refuseAddress, refuseConnection } from './http/unroutable';
import { takeUploads } from './http/upload-body';
import { recordReads } from './modules/access-log/record-reads';
import { signInOffer } from './modules/system/place';
import { servedOperations } from './served-operations';
import { serveWebApp } from './web/serve-web-app';

/** The largest body: a request is a few kilobytes. */
const BODY_LIMIT = 1024 * 1024;

/** How long a request may take to arrive, even a large upload on a slow line, in milliseconds. */
const MAX_REQUEST_MS = 5 * 60_000;

/** The API over its dependencies, ready to listen. Closing it closes them too. */
export async function createApi(dependencies: ApiDependencies): Promise<NestFastifyApplication> {
  const { log, tokens, limits, trustedProxies } = dependencies;
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // A call that still comes in on a connection from before is answered like any other.
    return503OnClosing: false,
    requestTimeout: MAX_REQUEST_MS,
    skipMiddie: true,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseConnection,
    routerOptions: { maxParamLength: MAX_PATH_PART_LENGTH },
  });
  const server: FastifyInstance = adapter.getInstance();
  if (dependencies.isTraced) traceCalls(server);
  logCalls(server, log);
  measureCalls(server, dependencies.metrics);
  secureAnswers(server);
  if (dependencies.localIssuerKey) serveLocalHostsOnly(server);
  refuseOtherMethods(server, methodsOf(servedOperations(dependencies)));
  recordReads(server, dependencies.accessRecorder);
  const verify = unlessEnded(tokenVerifier(tokens.keys, tokens), dependencies.sessions);
  authenticateCalls(server, verify, callLimits(dependencies.allowances, limits));
  boundCallsAtOnce(server, limits);
  guardCases(server, caseGuard(dependencies.ports));
  endSlowBodies(server, limits.bodySeconds);
  endUnreadAnswers(server, limits.answerSeconds);
  readJsonBodies(server);
  readPlainAddresses(server);
  takeUploads(server);
  refuseSuperfluous(server);
  readAsCaller(server, dependencies.readAs, dependencies.ports.clock);
  drainConnections(server, dependencies.ending);
  await serveWebApp(server, signInOffer(dependencies), dependencies.web);

  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.forRoot(dependencies),
    adapter,
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class
    { bodyParser: false, logger: false, abortOnError: false },
  );
  await app.init();
  dependencies.sessions.start();
  return app;
}
