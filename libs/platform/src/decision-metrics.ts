import type { CaseEvent, CaseRepository, Change, CommitOutcome } from '@assent/application';
import { Counter, type Registry } from './metrics';

const OUTCOMES = [
  'approved-by-software',
  'approved-by-person',
  'denied',
  'withdrawn',
  'routed',
] as const;

/**
 * The record, unchanged, but it counts what became of cases. Only the process whose change is
 * committed counts it, so the sum over all processes counts nothing twice, even after retries. A
 * change whose answer is lost on the way is not counted.
 */
export function countClosed(registry: Registry, records: CaseRepository): CaseRepository {
  const closed = new Counter({
    name: 'assent_cases_closed_total',
    help: 'What became of cases by changes of this process, by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  // The first one is an increase too.
  for (const outcome of OUTCOMES) closed.inc({ outcome }, 0);

  function count({ events }: Change, outcome: CommitOutcome): void {
    if (outcome !== 'committed') return;
    for (const event of events) {
      const what = outcomeOf(event);
      if (what) closed.inc({ outcome: what });
    }
  }

  return {
    ...records,
    commit: async (change) => {
      const outcome = await records.commit(change);
      count(change, outcome);
      return outcome;
    },
    open: async (change) => {
      const opening = await records.open(change);
      count(change, opening.outcome);
      return opening;
    },
  };
}

function outcomeOf({ type, actor }: CaseEvent): (typeof OUTCOMES)[number] | null {
  switch (type) {
    case 'approved':
      return actor.role === 'software' ? 'approved-by-software' : 'approved-by-person';
    case 'denied':
    case 'withdrawn':
    case 'routed':
      return type;
    default:
      return null;
  }
}
