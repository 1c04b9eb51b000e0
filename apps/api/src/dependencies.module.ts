import {
  Inject,
  Module,
  type DynamicModule,
  type FactoryProvider,
  type OnApplicationShutdown,
} from '@nestjs/common';
import {
  ACCESS_LOG,
  AUDIT_PORTS,
  CALENDAR_PORTS,
  CASE_GUARD,
  CHECKED,
  DEPENDENCIES,
  DOCUMENT_STORE,
  ENDING,
  EVENT_FEED,
  ISSUER_KEY,
  LIMITS,
  LOGGER,
  LOGOUT_PARTIES,
  OPERATIONS,
  PLACE,
  PORTS,
  READING,
  RECONCILER,
  REPAIR_PORTS,
  SANDBOX_CLOCK,
  SESSIONS,
  TOKEN_PARTIES,
  WORK_RECORDS,
  type ApiDependencies,
} from './dependencies';
import { caseGuard } from './http/case-guard';
import { placeOf } from './modules/system/place';
import { servedOperations } from './served-operations';

const PARTS = [
  part(OPERATIONS, servedOperations),
  part(PORTS, ({ ports }) => ports),
  part(REPAIR_PORTS, ({ ports, repairing }) => ({ ...ports, ...repairing })),
  part(CALENDAR_PORTS, ({ ports, calendar, reading, readAs }) => ({
    ...ports,
    ...calendar,
    reading,
    readAs,
  })),
  part(CASE_GUARD, ({ ports }) => caseGuard(ports)),
  part(READING, ({ reading }) => reading),
  part(WORK_RECORDS, ({ work }) => work),
  part(ACCESS_LOG, ({ accessLog }) => accessLog),
  part(EVENT_FEED, ({ events }) => events),
  part(DOCUMENT_STORE, ({ documents }) => documents),
  part(AUDIT_PORTS, ({ ports: { ids }, audit }) => ({ ids, ...audit })),
  part(RECONCILER, ({ reconciler }) => reconciler),
  part(CHECKED, ({ checked }) => checked),
  part(ENDING, ({ ending }) => ending),
  part(PLACE, placeOf),
  part(LIMITS, ({ limits }) => limits),
  part(LOGGER, ({ log }) => log),
  part(ISSUER_KEY, ({ localIssuerKey }) => localIssuerKey),
  part(TOKEN_PARTIES, ({ tokens }) => tokens),
  part(SESSIONS, ({ sessions }) => sessions),
  part(LOGOUT_PARTIES, ({ tokens: { issuer }, web }) => ({
    issuer,
    clientId: web.identity.clientId,
  })),
  part(SANDBOX_CLOCK, ({ sandboxClock }) => sandboxClock),
];

/** The API's dependencies, in parts that modules inject; closed after the last call is answered. */
@Module({ providers: PARTS, exports: PARTS })
export class DependenciesModule implements OnApplicationShutdown {
  constructor(@Inject(DEPENDENCIES) private readonly dependencies: ApiDependencies) {}

  static forRoot(dependencies: ApiDependencies): DynamicModule {
    return {
      module: DependenciesModule,
      global: true,
      providers: [{ provide: DEPENDENCIES, useFactory: () => dependencies }],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.dependencies.accessRecorder.stop();
    await this.dependencies.sessions.stop();
    await this.dependencies.allowances.stop();
    await this.dependencies.close();
  }
}

function part(provide: symbol, pick: (given: ApiDependencies) => unknown): FactoryProvider {
  return { provide, useFactory: pick, inject: [DEPENDENCIES] };
}
