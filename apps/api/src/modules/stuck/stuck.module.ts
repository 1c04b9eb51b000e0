import { Module } from '@nestjs/common';
import { REPAIR_PORTS } from '../../dependencies';
import { STUCK, stuckUseCases } from './stuck-use-cases';
import { StuckController } from './stuck.controller';

/** Stuck cases, and what moves them. */
@Module({
  controllers: [StuckController],
  providers: [{ provide: STUCK, useFactory: stuckUseCases, inject: [REPAIR_PORTS] }],
})
export class StuckModule {}
