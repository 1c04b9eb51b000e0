import { Module } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { ACCESS_USE_CASES, accessUseCases } from './access-use-cases';
import { AccessController } from './access.controller';

@Module({
  controllers: [AccessController],
  providers: [{ provide: ACCESS_USE_CASES, useFactory: accessUseCases, inject: [PORTS] }],
})
export class AccessModule {}
