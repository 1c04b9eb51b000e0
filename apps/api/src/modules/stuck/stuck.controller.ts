import {
  reconcile,
  repairCase,
  showStuck,
  workflowOf,
  type RepairPorts,
} from '@assent/application';
import { nothing, operations, type RepairJson, type StuckBoardJson } from '@assent/contracts';
import { Controller, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../../http/authentication';
import { accepted } from '../../http/http-problem';
import { read } from '../../http/input';
import { caseId } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { toBoardJson, toRepairJson } from './stuck.mapper';

export const REPAIR_PORTS = Symbol('repair ports');

@Controller()
export class StuckController {
  constructor(@Inject(REPAIR_PORTS) private readonly ports: RepairPorts) {}

  @Serves(operations.showStuck)
  async show(): Promise<StuckBoardJson> {
    const board = await showStuck(this.ports)();
    return toBoardJson(board, (record) => workflowOf(this.ports, record));
  }

  /** Waits for a check that is under way, which may have looked before whatever the caller means. */
  @Serves(operations.reconcile)
  async check(@Req() request: FastifyRequest): Promise<StuckBoardJson> {
    read(nothing, request.body ?? {});
    await this.ports.stuck.alone(true, () => reconcile(this.ports)());
    return this.show();
  }

  @Serves(operations.repairCase)
  async repair(@Req() request: FastifyRequest): Promise<RepairJson> {
    read(nothing, request.body ?? {});
    const command = { caseId: caseId(request), actor: callerOf(request) };
    return toRepairJson(accepted(await repairCase(this.ports)(command)));
  }
}
