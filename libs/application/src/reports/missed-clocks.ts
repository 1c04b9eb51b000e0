import {
  appealLedger,
  clockOf,
  peerToPeerClock,
  type DecisionClocks,
  type LedgerClock,
} from '@assent/domain';
import type { DueClocks, PlanGroup } from '../ports/report-repository';

/** How many clocks that were due in some days were missed, by what they were for. */
export interface MissedClocks {
  readonly missedDecision: number;
  readonly missedOralNotice: number;
  readonly missedWrittenNotice: number;
  readonly missedPeerToPeer: number;
  readonly missedAppeal: number;
  readonly missedForwarding: number;
}

export const NONE_MISSED: MissedClocks = {
  missedDecision: 0,
  missedOralNotice: 0,
  missedWrittenNotice: 0,
  missedPeerToPeer: 0,
  missedAppeal: 0,
  missedForwarding: 0,
};

/** The missed clocks of a plan, as far as they are found together. */
export type MissedOfPlan = PlanGroup & MissedClocks;

interface Days {
  readonly from: Date;
  readonly until: Date;
  readonly now: Date;
}

/**
 * The clocks that were missed, of those due from one instant and before another. A phone call counts
 * where the plan's rule asks for one. A review outside of the plan is not the plan's to meet.
 */
export function missedClocks(
  { decisions, calls, appeals }: DueClocks,
  clocks: DecisionClocks,
  { from, until, now }: Days,
): readonly MissedOfPlan[] {
  const isMissed = ({ state, dueAt }: LedgerClock) =>
    state === 'missed' && dueAt >= from && dueAt < until;
  return [
    ...decisions.map(({ ruleId, state, late, unwritten, untold, ...plan }) => {
      const scope = { ...plan, jurisdiction: state && { state } };
      const isToldByPhone = clockOf(clocks, scope, plan.urgency, ruleId ?? undefined)?.oralNotice;
      return {
        ...plan,
        ...NONE_MISSED,
        missedDecision: late,
        missedWrittenNotice: unwritten,
        missedOralNotice: isToldByPhone ? untold : 0,
      };
    }),
    ...calls
      .filter(({ call }) => isMissed(peerToPeerClock(call, now)))
      .map(({ call: _, ...plan }) => ({ ...plan, ...NONE_MISSED, missedPeerToPeer: 1 })),
    ...appeals.map(({ appeal, ...plan }) => {
      const missed = appealLedger(appeal, now).filter(isMissed);
      const ofKind = (kind: LedgerClock['kind']) =>
        missed.filter((clock) => clock.kind === kind).length;
      return {
        ...plan,
        ...NONE_MISSED,
        missedAppeal: ofKind('appeal'),
        missedForwarding: ofKind('forwarding'),
      };
    }),
  ];
}
