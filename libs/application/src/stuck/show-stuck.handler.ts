import type { ReadableLines } from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';
import type { StuckGroup } from '../ports/stuck-repository';
import type { ReconcilerPorts } from './reconcile.handler';

/** Every stuck case by what holds it up, as of the last check. */
export interface StuckBoard {
  /** Null before the first check. */
  readonly checkedAt: Date | null;
  /** Whether Temporal answered then. */
  readonly reachable: boolean;
  readonly count: number;
  /** The gravest cause first. */
  readonly groups: readonly StuckGroup[];
}

const CASES_IN_EACH_GROUP = 100;

/** Shows every stuck case of some lines of business once, under the gravest of its causes. */
export function showStuck({ stuck }: Pick<ReconcilerPorts, 'stuck'>) {
  return async (lines: ReadableLines = null): Promise<StuckBoard> => {
    const [groups, { at, reachable }] = await Promise.all([
      stuck.groups(CASES_IN_EACH_GROUP, lines),
      stuck.lastCheck(),
    ]);
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    return { checkedAt: at, reachable, count, groups };
  };
}

/** The id of the workflow that a stuck case waits for. */
export function workflowOf(
  { workflows }: Pick<ReconcilerPorts, 'workflows'>,
  { id, stuck }: CaseRecord,
): string {
  const authorization = stuck?.authorization ?? null;
  return workflows.idOf(authorization === null ? { caseId: id } : { authorization });
}
