import { Module } from '@nestjs/common';
import { DOCUMENT_STORE, PORTS } from '../../dependencies';
import { DailySweep } from './daily-sweep';
import { DOCUMENTS, documentUseCases } from './document-use-cases';
import { DocumentsController } from './documents.controller';

@Module({
  controllers: [DocumentsController],
  providers: [
    { provide: DOCUMENTS, useFactory: documentUseCases, inject: [PORTS, DOCUMENT_STORE] },
    DailySweep,
  ],
})
export class DocumentsModule {}
