import type { Fault, Refusal } from '@assent/domain';

/** The refusal of a decision on a case or an appeal whose terms have faults. */
export function faultyDecision(faults: readonly Fault[]): Refusal {
  return { code: 'invalid', detail: 'the decision has errors; nothing was saved', faults };
}
