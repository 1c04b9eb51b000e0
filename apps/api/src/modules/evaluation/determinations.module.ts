import { precheck } from '@assent/application';
import { Module } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { DeterminationsController, PRECHECK } from './determinations.controller';

@Module({
  controllers: [DeterminationsController],
  providers: [{ provide: PRECHECK, useFactory: precheck, inject: [PORTS] }],
})
export class DeterminationsModule {}
