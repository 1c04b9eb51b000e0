import type { CommandKey } from '@assent/application';
import {
  accessTo,
  deliveryCommand,
  listedLetterQuery,
  operations,
  printedLettersQuery,
  type LetterJson,
  type LetterListJson,
  type ListedLetterJson,
  type ListedLetterPageJson,
} from '@assent/contracts';
import type { Actor, ReadableLines } from '@assent/domain';
import { lettersPdf } from '@assent/letters';
import { Body, Controller, Inject, Query, Res } from '@nestjs/common';
import { create as attachment } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { CASE_GUARD } from '../../dependencies';
import type { CaseGuard, Viewer } from '../../http/case-guard';
import { openedCursor, sealedCursor } from '../../http/cursor';
import { accepted, refused } from '../../http/http-problem';
import { Caller, CallerWithLines, IdempotencyKey, Lines } from '../../http/parameters';
import { CaseId, LetterId } from '../../http/path';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { answerAsFile } from '../../http/security-headers';
import { Serves } from '../../http/serves.decorator';
import { AcceptedFormat, answerAsLetter, fileName, type AnsweredFormat } from './letter-formats';
import { toLetterJson, toListedLetterJson } from './letter.mapper';
import { LETTERS, type LetterUseCases } from './letter-use-cases';

@Controller()
export class LettersController {
  constructor(
    @Inject(LETTERS) private readonly letters: LetterUseCases,
    @Inject(CASE_GUARD) private readonly guard: CaseGuard,
  ) {}

  @Serves(operations.listLetters)
  async list(@CaseId() id: string): Promise<LetterListJson> {
    return { items: accepted(await this.letters.list(id)).map(toLetterJson) };
  }

  @Serves(operations.listAllLetters)
  async listAll(
    @Query(new SchemaPipe(listedLetterQuery)) query: Sent<typeof listedLetterQuery>,
    @Lines() lines: ReadableLines,
  ): Promise<ListedLetterPageJson> {
    const { cursor, kind, language, limit, recipient, state } = query;
    const { items, nextCursor, total } = await this.letters.listAll({
      state,
      lines,
      limit,
      ...(recipient && { recipient }),
      ...(language && { language }),
      ...(kind && { kind }),
      ...openedCursor('letters', cursor),
    });
    return {
      items: items.map(toListedLetterJson),
      nextCursor: sealedCursor('letters', nextCursor),
      total,
    };
  }

  @Serves(operations.readLetters)
  async readAll(
    @Query(new SchemaPipe(printedLettersQuery)) { ids }: Sent<typeof printedLettersQuery>,
    @CallerWithLines() viewer: Viewer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const row = accessTo(operations.readLetters);
    for (const id of ids) {
      const refusal = await this.guard(row, viewer, 'letter', id);
      if (refusal) throw refused(refusal);
    }
    const letters = accepted(await this.letters.openAll(ids));
    const bytes = await lettersPdf(letters);
    answerAsFile(reply);
    await reply
      .headers({
        'content-type': 'application/pdf',
        'content-disposition': attachment('letters.pdf'),
        etag: etagOf(bytes),
      })
      .send(bytes);
  }

  @Serves(operations.markMailed)
  async markMailed(
    @LetterId() letterId: string,
    @Caller() actor: Actor,
    @IdempotencyKey() command: CommandKey | undefined,
  ): Promise<ListedLetterJson> {
    const marked = await this.letters.markMailed({ letterId, actor, ...(command && { command }) });
    return toListedLetterJson(accepted(marked));
  }

  @Serves(operations.reportDelivery)
  async reportDelivery(
    @LetterId() letterId: string,
    @Body(new SchemaPipe(deliveryCommand)) sent: Sent<typeof deliveryCommand>,
    @Caller() actor: Actor,
    @IdempotencyKey() command: CommandKey | undefined,
  ): Promise<LetterJson> {
    const { at, detail: code, outcome } = sent;
    const reported = await this.letters.reportDelivery({
      letterId,
      outcome,
      at: new Date(at),
      code,
      actor,
      ...(command && { command }),
    });
    return toLetterJson(accepted(reported));
  }

  @Serves(operations.readLetter)
  async read(
    @LetterId() id: string,
    @AcceptedFormat() format: AnsweredFormat,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const letter = accepted(await this.letters.open(id));
    const kept = format.form && (await this.letters.kept(letter.id, format.form));
    const bytes = kept ? Buffer.from(kept) : await format.bytesOf(letter);
    answerAsLetter(reply, bytes, format);
    await reply
      .headers({
        'content-type': format.contentType,
        'content-disposition': attachment(fileName(letter, format)),
        etag: etagOf(bytes),
        vary: 'Accept',
      })
      .send(bytes);
  }
}

function etagOf(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('hex')}"`;
}
