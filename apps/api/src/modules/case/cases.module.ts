import { Module } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { CASES, caseUseCases } from './case-use-cases';
import { CasesController } from './cases.controller';

@Module({
  controllers: [CasesController],
  providers: [{ provide: CASES, useFactory: caseUseCases, inject: [PORTS] }],
})
export class CasesModule {}
