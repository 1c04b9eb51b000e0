import {
  operations,
  viewCommand,
  type RemovedJson,
  type SavedViewJson,
  type SavedViewListJson,
} from '@assent/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { accepted } from '../../http/http-problem';
import { read } from '../../http/input';
import { ownId } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { WORK, type WorkUseCases } from './work-use-cases';
import { toViewJson } from './work.mapper';

/** Worklists that people keep under a name. */
@Controller()
export class ViewsController {
  constructor(@Inject(WORK) private readonly work: WorkUseCases) {}

  @Serves(operations.listViews)
  async list(@Req() request: FastifyRequest): Promise<SavedViewListJson> {
    const views = await this.work.views.list(callerOf(request).subject);
    return { items: views.map(toViewJson) };
  }

  @Serves(operations.saveView)
  async save(@Req() request: FastifyRequest): Promise<SavedViewJson> {
    const id = ownId(request, 'viewId');
    const view = read(viewCommand, request.body);
    const owner = callerOf(request).subject;
    return toViewJson(accepted(await this.work.views.save({ id, owner, ...view })));
  }

  @Serves(operations.removeView)
  async remove(@Req() request: FastifyRequest): Promise<RemovedJson> {
    const id = ownId(request, 'viewId');
    return { removed: accepted(await this.work.views.remove(id, callerOf(request).subject)) };
  }
}
