import type { Draft } from '@assent/application';
import {
  draftCommand,
  operations,
  type DraftJson,
  type DraftListJson,
  type RemovedJson,
} from '@assent/contracts';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { accepted } from '../../http/http-problem';
import { entityTag, expectedVersion, read } from '../../http/input';
import { ownId } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { WORK, type WorkUseCases } from './work-use-cases';
import { toDraftJson } from './work.mapper';

/** Requests that are being written; everybody sees their own alone. */
@Controller()
export class DraftsController {
  constructor(@Inject(WORK) private readonly work: WorkUseCases) {}

  @Serves(operations.listDrafts)
  async list(@Req() request: FastifyRequest): Promise<DraftListJson> {
    const drafts = await this.work.drafts.list(callerOf(request).subject);
    return { items: drafts.map(toDraftJson) };
  }

  @Serves(operations.viewDraft)
  async view(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftJson> {
    const id = ownId(request, 'draftId');
    return answered(accepted(await this.work.drafts.view(callerOf(request).subject, id)), reply);
  }

  @Serves(operations.saveDraft)
  async save(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DraftJson> {
    const version = expectedVersion(request);
    const draft = {
      id: ownId(request, 'draftId'),
      owner: callerOf(request).subject,
      ...read(draftCommand, request.body),
      ...(version !== undefined && { version }),
    };
    return answered(accepted(await this.work.drafts.save(draft)), reply);
  }

  @Serves(operations.removeDraft)
  async remove(@Req() request: FastifyRequest): Promise<RemovedJson> {
    const id = ownId(request, 'draftId');
    return { removed: await this.work.drafts.remove(callerOf(request).subject, id) };
  }
}

function answered(draft: Draft, reply: FastifyReply): DraftJson {
  reply.header('etag', entityTag(draft.version));
  return toDraftJson(draft);
}
