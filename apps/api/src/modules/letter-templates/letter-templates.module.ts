import { Module } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { LETTER_TEMPLATES, letterTemplateUseCases } from './letter-template-use-cases';
import { LetterTemplatesController } from './letter-templates.controller';

@Module({
  controllers: [LetterTemplatesController],
  providers: [{ provide: LETTER_TEMPLATES, useFactory: letterTemplateUseCases, inject: [PORTS] }],
})
export class LetterTemplatesModule {}
