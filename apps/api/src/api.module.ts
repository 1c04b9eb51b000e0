import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import {
  CHECKED,
  DOCUMENT_STORE,
  OPERATIONS,
  PORTS,
  READING,
  type ApiDependencies,
  type Operations,
} from './dependencies';
import { coverageRequestReader, READ_COVERAGE_REQUEST } from './http/coverage-request';
import { AuthorizationsModule } from './modules/authorizations/authorizations.module';
import { CalendarModule } from './modules/calendar/calendar.module';
import { CasesModule } from './modules/cases/cases.module';
import { DescriptionModule } from './modules/description/description.module';
import { DeterminationsModule } from './modules/determinations/determinations.module';
import { ClockModule } from './modules/dev/clock.module';
import { TokenModule } from './modules/dev/token.module';
import { DocumentsModule } from './modules/documents/documents.module';
import { EventsModule } from './modules/events/events.module';
import { HealthModule } from './modules/health/health.module';
import { OverviewModule } from './modules/overview/overview.module';
import { ReferenceModule } from './modules/reference/reference.module';
import { SessionModule } from './modules/session/session.module';
import { WorkModule } from './modules/work/work.module';
import { StuckModule } from './modules/stuck/stuck.module';

/** The API as one module, over what it was given. */
@Module({})
export class ApiModule {
  static over(dependencies: ApiDependencies, operations: Operations): DynamicModule {
    const { localIssuerKey, sandboxClock, tokens } = dependencies;
    return {
      module: ApiModule,
      imports: [
        given([
          { provide: PORTS, useValue: dependencies.ports },
          { provide: READING, useValue: dependencies.reading },
          { provide: READ_COVERAGE_REQUEST, useValue: coverageRequestReader(dependencies.ports) },
          { provide: DOCUMENT_STORE, useValue: dependencies.documents },
          { provide: CHECKED, useValue: dependencies.checked },
          { provide: OPERATIONS, useValue: operations },
        ]),
        CasesModule,
        DeterminationsModule,
        AuthorizationsModule,
        OverviewModule,
        CalendarModule.over({
          ...dependencies.ports,
          ...dependencies.calendar,
          reading: dependencies.reading,
        }),
        ReferenceModule,
        EventsModule.telling(dependencies),
        DocumentsModule,
        HealthModule,
        DescriptionModule,
        SessionModule.of(dependencies),
        StuckModule.over(
          { ...dependencies.ports, ...dependencies.repairing },
          dependencies.reconciler,
        ),
        WorkModule.over({
          ...dependencies.ports,
          ...dependencies.repairing,
          ...dependencies.work,
        }),
        ...(localIssuerKey ? [TokenModule.signing(localIssuerKey, tokens)] : []),
        ...(sandboxClock ? [ClockModule.moving(sandboxClock)] : []),
      ],
    };
  }
}

@Module({})
class GivenModule {}

function given(providers: Provider[]): DynamicModule {
  return { module: GivenModule, global: true, providers, exports: providers };
}
