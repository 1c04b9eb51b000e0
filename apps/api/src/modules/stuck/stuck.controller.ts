import { operations, type RepairJson, type StuckBoardJson } from '@assent/contracts';
import type { Actor, ReadableLines } from '@assent/domain';
import { Controller, Inject } from '@nestjs/common';
import { RECONCILER, type Reconciler } from '../../dependencies';
import { accepted, HttpProblem } from '../../http/http-problem';
import { Caller, Lines } from '../../http/parameters';
import { CaseId } from '../../http/path';
import { Serves } from '../../http/serves.decorator';
import { STUCK, type StuckUseCases } from './stuck-use-cases';
import { toBoardJson, toRepairJson } from './stuck.mapper';

@Controller()
export class StuckController {
  constructor(
    @Inject(STUCK) private readonly stuck: StuckUseCases,
    @Inject(RECONCILER) private readonly reconciler: Pick<Reconciler, 'checkNow'>,
  ) {}

  @Serves(operations.showStuck)
  async show(@Lines() lines: ReadableLines): Promise<StuckBoardJson> {
    return toBoardJson(await this.stuck.show(lines), this.stuck.workflowOf);
  }

  /** Waits for a check that begins after the call: a running one may have looked earlier. */
  @Serves(operations.reconcile)
  async check(@Lines() lines: ReadableLines): Promise<StuckBoardJson> {
    if ((await this.reconciler.checkNow()) === null) {
      throw new HttpProblem(
        'check-under-way',
        'another copy of Assent is checking all cases now; load the list again in a moment',
      );
    }
    return this.show(lines);
  }

  @Serves(operations.repairCase)
  async repair(@CaseId() caseId: string, @Caller() actor: Actor): Promise<RepairJson> {
    return toRepairJson(accepted(await this.stuck.repair({ caseId, actor })));
  }
}
