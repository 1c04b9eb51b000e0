import { Module } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { LETTERS, letterUseCases } from './letter-use-cases';
import { LettersController } from './letters.controller';

@Module({
  controllers: [LettersController],
  providers: [{ provide: LETTERS, useFactory: letterUseCases, inject: [PORTS] }],
})
export class LettersModule {}
