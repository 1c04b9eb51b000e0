import {
  operations,
  viewCommand,
  type RemovedJson,
  type SavedViewJson,
  type SavedViewListJson,
} from '@assent/contracts';
import type { Actor } from '@assent/domain';
import { Body, Controller, Inject } from '@nestjs/common';
import type { Viewer } from '../../http/case-guard';
import { accepted } from '../../http/http-problem';
import { Caller, CallerWithLines } from '../../http/parameters';
import { OwnId } from '../../http/path';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { WORK, type WorkUseCases } from './work-use-cases';
import { toViewJson } from './work.mapper';

/** Saved worklists. */
@Controller()
export class ViewsController {
  constructor(@Inject(WORK) private readonly work: WorkUseCases) {}

  @Serves(operations.listViews)
  async list(@CallerWithLines() viewer: Viewer): Promise<SavedViewListJson> {
    const views = await this.work.views.list(viewer);
    return { items: views.map(toViewJson) };
  }

  @Serves(operations.saveView)
  async save(
    @OwnId('viewId') id: string,
    @Body(new SchemaPipe(viewCommand)) view: Sent<typeof viewCommand>,
    @CallerWithLines() viewer: Viewer,
  ): Promise<SavedViewJson> {
    return toViewJson(accepted(await this.work.views.save({ id, ...view }, viewer)));
  }

  @Serves(operations.removeView)
  async remove(@OwnId('viewId') id: string, @Caller() { subject }: Actor): Promise<RemovedJson> {
    return { removed: accepted(await this.work.views.remove(id, subject)) };
  }
}
