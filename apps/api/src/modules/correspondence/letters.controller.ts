import { operations, type LetterListJson } from '@assent/contracts';
import { Controller, Inject, Res } from '@nestjs/common';
import { create as attachment } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { accepted } from '../../http/http-problem';
import { CaseId, LetterId } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { AcceptedFormat, answerAsLetter, fileName, type AnsweredFormat } from './letter-formats';
import { toLetterJson } from './letter.mapper';
import { LETTERS, type LetterUseCases } from './letter-use-cases';

@Controller()
export class LettersController {
  constructor(@Inject(LETTERS) private readonly letters: LetterUseCases) {}

  @Serves(operations.listLetters)
  async list(@CaseId() id: string): Promise<LetterListJson> {
    return { items: accepted(await this.letters.list(id)).map(toLetterJson) };
  }

  @Serves(operations.readLetter)
  async read(
    @LetterId() id: string,
    @AcceptedFormat() format: AnsweredFormat,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const letter = accepted(await this.letters.open(id));
    const bytes = await format.bytesOf(letter);
    answerAsLetter(reply);
    await reply
      .headers({
        'content-type': format.contentType,
        'content-disposition': attachment(fileName(letter, format)),
        etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
        vary: 'Accept',
      })
      .send(bytes);
  }
}
