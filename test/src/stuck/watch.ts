import {
  reconcile,
  repairCase,
  type CaseRecord,
  type Reconciled,
  type Repaired,
  type RepairPorts,
  type WorkflowInspector,
} from '@assent/application';
import type { Actor, Stuck, StuckCause } from '@assent/domain';
import { soon, temporalInspector } from '@assent/platform';
import { accepted } from '../support/requests';
import { KEYS } from '../support/temporal';
import { setStage, type Stage } from '../workflow/stage';

/** A stage on which cases are checked, as the API does it. */
export interface Watch {
  readonly stage: Stage;
  check(): Promise<Reconciled>;
  /** What blocks a case after a check, the most serious first. */
  causesOf(record: Pick<CaseRecord, 'id'>): Promise<readonly StuckCause[]>;
  stuck(record: Pick<CaseRecord, 'id'>): Promise<Stuck | null>;
  repair(record: Pick<CaseRecord, 'id'>, actor: Actor): Promise<Repaired>;
  /** The same, through another lens. */
  through(lens: WorkflowInspector): Watch;
}

export async function keepWatch(): Promise<Watch> {
  const stage = await setStage();
  return watching(stage, temporalInspector(stage.temporal, { namespace: 'default' }, KEYS));
}

function watching(stage: Stage, workflows: WorkflowInspector): Watch {
  const ports: RepairPorts = {
    ...stage.ports,
    stuck: stage.records.stuck,
    workflows,
    looks: new Map(),
    soon,
  };

  async function stuck({ id }: Pick<CaseRecord, 'id'>): Promise<Stuck | null> {
    await reconcile(ports)();
    return (await stage.records.records.case(id))?.stuck ?? null;
  }

  return {
    stage,
    check: () => reconcile(ports)(),
    stuck,
    async causesOf(record) {
      const found = await stuck(record);
      return found ? [found.cause, ...found.otherCauses] : [];
    },
    repair: async ({ id: caseId }, actor) => accepted(await repairCase(ports)({ caseId, actor })),
    through: (lens) => watching(stage, lens),
  };
}
