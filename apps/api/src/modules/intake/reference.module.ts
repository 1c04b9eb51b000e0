import { Module } from '@nestjs/common';
import { PORTS, READING } from '../../dependencies';
import { MembersController } from './members.controller';
import { REFERENCE, referenceUseCases } from './reference-use-cases';
import { ReferenceController } from './reference.controller';

@Module({
  controllers: [ReferenceController, MembersController],
  providers: [{ provide: REFERENCE, useFactory: referenceUseCases, inject: [PORTS, READING] }],
})
export class ReferenceModule {}
