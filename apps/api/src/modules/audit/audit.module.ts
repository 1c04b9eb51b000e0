import { Module } from '@nestjs/common';
import { AUDIT_PORTS } from '../../dependencies';
import { AUDIT, auditUseCases } from './audit-use-cases';
import { AuditController } from './audit.controller';

/** Whether the audit is whole. */
@Module({
  controllers: [AuditController],
  providers: [{ provide: AUDIT, useFactory: auditUseCases, inject: [AUDIT_PORTS] }],
})
export class AuditModule {}
