import { Module } from '@nestjs/common';
import { PORTS, READING } from '../../dependencies';
import { OVERVIEW, overviewUseCases } from './overview-use-cases';
import { OverviewController } from './overview.controller';

@Module({
  controllers: [OverviewController],
  providers: [{ provide: OVERVIEW, useFactory: overviewUseCases, inject: [PORTS, READING] }],
})
export class OverviewModule {}
