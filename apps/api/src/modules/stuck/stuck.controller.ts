import { repairCase, showStuck, workflowOf, type RepairPorts } from '@assent/application';
import { operations, type RepairJson, type StuckBoardJson } from '@assent/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { accepted, HttpProblem } from '../../http/http-problem';
import { readNothing } from '../../http/input';
import { caseId } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import type { Reconciler } from '../../dependencies';
import { toBoardJson, toRepairJson } from './stuck.mapper';

export const REPAIR_PORTS = Symbol('repair ports');
export const RECONCILER = Symbol('reconciler');

@Controller()
export class StuckController {
  constructor(
    @Inject(REPAIR_PORTS) private readonly ports: RepairPorts,
    @Inject(RECONCILER) private readonly reconciler: Pick<Reconciler, 'checkNow'>,
  ) {}

  @Serves(operations.showStuck)
  async show(): Promise<StuckBoardJson> {
    const board = await showStuck(this.ports)();
    return toBoardJson(board, (record) => workflowOf(this.ports, record));
  }

  /** Answered by a check that begins after the call: one under way may have looked before. */
  @Serves(operations.reconcile)
  async check(@Req() request: FastifyRequest): Promise<StuckBoardJson> {
    readNothing(request);
    if ((await this.reconciler.checkNow()) === null) {
      throw new HttpProblem(
        'check-under-way',
        'another copy of Assent is checking all cases now; load the list again in a moment',
      );
    }
    return this.show();
  }

  @Serves(operations.repairCase)
  async repair(@Req() request: FastifyRequest): Promise<RepairJson> {
    readNothing(request);
    const command = { caseId: caseId(request), actor: callerOf(request) };
    return toRepairJson(accepted(await repairCase(this.ports)(command)));
  }
}
