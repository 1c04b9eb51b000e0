import { Module } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { APPEALS, appealUseCases } from './appeal-use-cases';
import { AppealsController } from './appeals.controller';

@Module({
  controllers: [AppealsController],
  providers: [{ provide: APPEALS, useFactory: appealUseCases, inject: [PORTS] }],
})
export class AppealsModule {}
