import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { LOGGER, OPERATIONS, type ApiDependencies } from './dependencies';
import { DependenciesModule } from './dependencies.module';
import { problemFilter } from './http/problem.filter';
import { AccessModule } from './modules/access/access.module';
import { AccessLogModule } from './modules/access-log/access-log.module';
import { AppealsModule } from './modules/appeals/appeals.module';
import { AuditModule } from './modules/audit/audit.module';
import { AuthorizationsModule } from './modules/authorization/authorizations.module';
import { PeerToPeerModule } from './modules/peer-to-peer/peer-to-peer.module';
import { CasesModule } from './modules/case/cases.module';
import { LetterTemplatesModule } from './modules/letter-templates/letter-templates.module';
import { LettersModule } from './modules/correspondence/letters.module';
import { DocumentsModule } from './modules/documents/documents.module';
import { DeterminationsModule } from './modules/evaluation/determinations.module';
import { ReferenceModule } from './modules/intake/reference.module';
import { CalendarModule } from './modules/renewals/calendar.module';
import { EventsModule } from './modules/reports/events.module';
import { OverviewModule } from './modules/reports/overview.module';
import { ReviewModule } from './modules/review/review.module';
import { SessionsModule } from './modules/sessions/sessions.module';
import { StuckModule } from './modules/stuck/stuck.module';
import { ClockModule } from './modules/system/clock.module';
import { DescriptionModule } from './modules/system/description.module';
import { HealthModule } from './modules/system/health.module';
import { SessionModule } from './modules/system/session.module';
import { TokenModule } from './modules/system/token.module';
import { WorkModule } from './modules/worklist/work.module';

/** The API as one module, over its dependencies. */
@Module({
  imports: [
    CasesModule,
    AccessModule,
    PeerToPeerModule,
    ReviewModule,
    AppealsModule,
    DeterminationsModule,
    AuthorizationsModule,
    OverviewModule,
    CalendarModule,
    ReferenceModule,
    EventsModule,
    AccessLogModule,
    DocumentsModule,
    LettersModule,
    LetterTemplatesModule,
    HealthModule,
    DescriptionModule,
    SessionModule,
    SessionsModule,
    StuckModule,
    AuditModule,
    WorkModule,
  ],
  providers: [{ provide: APP_FILTER, useFactory: problemFilter, inject: [OPERATIONS, LOGGER] }],
})
export class ApiModule {
  static forRoot(dependencies: ApiDependencies): DynamicModule {
    const { localIssuerKey, sandboxClock } = dependencies;
    return {
      module: ApiModule,
      imports: [
        DependenciesModule.forRoot(dependencies),
        ...(localIssuerKey ? [TokenModule] : []),
        ...(sandboxClock ? [ClockModule] : []),
      ],
    };
  }
}
