import {
  draftCommand,
  operations,
  type DraftJson,
  type DraftListJson,
  type RemovedJson,
} from '@assent/contracts';
import type { Actor } from '@assent/domain';
import { Body, Controller, Inject } from '@nestjs/common';
import { accepted } from '../../http/http-problem';
import { Caller, ExpectedVersion } from '../../http/parameters';
import { OwnId } from '../../http/path';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { WORK, type WorkUseCases } from './work-use-cases';
import { toDraftJson } from './work.mapper';

/** Unfinished requests; people see only their own. */
@Controller()
export class DraftsController {
  constructor(@Inject(WORK) private readonly work: WorkUseCases) {}

  @Serves(operations.listDrafts)
  async list(@Caller() { subject }: Actor): Promise<DraftListJson> {
    const drafts = await this.work.drafts.list(subject);
    return { items: drafts.map(toDraftJson) };
  }

  @Serves(operations.viewDraft)
  async view(@OwnId('draftId') id: string, @Caller() { subject }: Actor): Promise<DraftJson> {
    return toDraftJson(accepted(await this.work.drafts.view(subject, id)));
  }

  @Serves(operations.saveDraft)
  async save(
    @ExpectedVersion() version: number | undefined,
    @OwnId('draftId') id: string,
    @Body(new SchemaPipe(draftCommand)) sent: Sent<typeof draftCommand>,
    @Caller() { subject: owner }: Actor,
  ): Promise<DraftJson> {
    const draft = { id, owner, ...sent, ...(version !== undefined && { version }) };
    return toDraftJson(accepted(await this.work.drafts.save(draft)));
  }

  @Serves(operations.removeDraft)
  async remove(@OwnId('draftId') id: string, @Caller() { subject }: Actor): Promise<RemovedJson> {
    return { removed: await this.work.drafts.remove(subject, id) };
  }
}
