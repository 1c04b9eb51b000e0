import { Module } from '@nestjs/common';
import { DOCUMENT_STORE, PORTS } from '../../dependencies';
import { APPEALS, appealUseCases } from './appeal-use-cases';
import { AppealsController } from './appeals.controller';

@Module({
  controllers: [AppealsController],
  providers: [{ provide: APPEALS, useFactory: appealUseCases, inject: [PORTS, DOCUMENT_STORE] }],
})
export class AppealsModule {}
