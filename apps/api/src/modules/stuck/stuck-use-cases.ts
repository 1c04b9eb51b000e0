import {
  repairCase,
  showStuck,
  workflowOf,
  type CaseRecord,
  type RepairPorts,
} from '@assent/application';

export const STUCK = Symbol('stuck use cases');

/** Views of stuck cases, and what moves them, over the ports. */
export function stuckUseCases(ports: RepairPorts) {
  return {
    show: showStuck(ports),
    workflowOf: (record: CaseRecord) => workflowOf(ports, record),
    repair: repairCase(ports),
  };
}

export type StuckUseCases = ReturnType<typeof stuckUseCases>;
