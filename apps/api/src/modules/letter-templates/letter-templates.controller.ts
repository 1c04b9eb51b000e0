import type { CommandKey, LetterTemplates } from '@assent/application';
import {
  letterTemplateQuery,
  letterTemplatesCommand,
  noticeKind,
  operations,
  type LetterTemplatesJson,
} from '@assent/contracts';
import type { Actor } from '@assent/domain';
import { Body, Controller, Inject, Param, Query, Res, type PipeTransform } from '@nestjs/common';
import { create as attachment } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { accepted, HttpProblem } from '../../http/http-problem';
import { fromRequest } from '../../http/from-request';
import { requiredVersion } from '../../http/input';
import { Caller, IdempotencyKey } from '../../http/parameters';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import {
  AcceptedFormat,
  answerAsLetter,
  fileName,
  type AnsweredFormat,
} from '../correspondence/letter-formats';
import { LETTER_TEMPLATES, type LetterTemplateUseCases } from './letter-template-use-cases';

const kinds: PipeTransform<unknown, z.infer<typeof noticeKind>> = {
  transform(text) {
    const kind = noticeKind.safeParse(text);
    if (kind.success) return kind.data;
    throw new HttpProblem('letter-not-found', 'there is no such kind of letter');
  },
};

/** The version that the caller saw. */
const VersionOfLetters = fromRequest((request) => requiredVersion(request, 'letters'));

@Controller()
export class LetterTemplatesController {
  constructor(@Inject(LETTER_TEMPLATES) private readonly templates: LetterTemplateUseCases) {}

  @Serves(operations.listLetterTemplates)
  async list(): Promise<LetterTemplatesJson> {
    return toJson(await this.templates.list());
  }

  @Serves(operations.changeLetterTemplates)
  async change(
    @VersionOfLetters() version: number,
    @IdempotencyKey() command: CommandKey | undefined,
    @Body(new SchemaPipe(letterTemplatesCommand)) sent: Sent<typeof letterTemplatesCommand>,
    @Caller() actor: Actor,
  ): Promise<LetterTemplatesJson> {
    const { reason, ...settings } = sent;
    const keyed = command && { command };
    return toJson(
      accepted(await this.templates.change({ settings, reason, version, actor, ...keyed })),
    );
  }

  @Serves(operations.previewLetterTemplate)
  async preview(
    @Param('kind', kinds) kind: z.infer<typeof noticeKind>,
    @Query(new SchemaPipe(letterTemplateQuery))
    { language, recipient, sample, version }: Sent<typeof letterTemplateQuery>,
    @AcceptedFormat() format: AnsweredFormat,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const template = { kind, recipient, language };
    const letter = accepted(await this.templates.preview(template, version, sample));
    const bytes = await format.bytesOf(letter);
    answerAsLetter(reply, bytes, format);
    await reply
      .headers({
        'content-type': format.contentType,
        'content-disposition': attachment(fileName(letter, format)),
        vary: 'Accept',
      })
      .send(bytes);
  }
}

function toJson({ settings, templates, version, versions }: LetterTemplates): LetterTemplatesJson {
  const { closing, hours, letterhead, paragraphs } = settings;
  return {
    version,
    letterhead: { ...letterhead },
    hours: { ...hours },
    closing: { ...closing },
    paragraphs: paragraphs.map((each) => ({ ...each })),
    templates: templates.map(({ faults, ...template }) => ({ ...template, faults: [...faults] })),
    versions: versions.map(({ at, by, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      by: { ...by },
    })),
  };
}
