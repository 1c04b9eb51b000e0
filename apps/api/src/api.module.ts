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
import { AuthorizationsModule } from './modules/authorization/authorizations.module';
import { CasesModule } from './modules/case/cases.module';
import { DocumentsModule } from './modules/documents/documents.module';
import { DeterminationsModule } from './modules/evaluation/determinations.module';
import { ReferenceModule } from './modules/intake/reference.module';
import { CalendarModule } from './modules/renewals/calendar.module';
import { EventsModule } from './modules/reports/events.module';
import { OverviewModule } from './modules/reports/overview.module';
import { StuckModule } from './modules/stuck/stuck.module';
import { ClockModule } from './modules/system/clock.module';
import { DescriptionModule } from './modules/system/description.module';
import { HealthModule } from './modules/system/health.module';
import { SessionModule } from './modules/system/session.module';
import { TokenModule } from './modules/system/token.module';
import { WorkModule } from './modules/worklist/work.module';

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
