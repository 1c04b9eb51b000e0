import { Module } from '@nestjs/common';
import { PORTS, READING } from '../../dependencies';
import { REFERENCE, referenceUseCases } from './reference-use-cases';
import { ReferenceController } from './reference.controller';

@Module({
  controllers: [ReferenceController],
  providers: [{ provide: REFERENCE, useFactory: referenceUseCases, inject: [PORTS, READING] }],
})
export class ReferenceModule {}
