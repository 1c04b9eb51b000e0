import { nextOfCall, owedCall, type PeerToPeer } from '@assent/domain';
import { stepped, type CaseStep } from '../case/case-timers.handler';
import { ANY_CASE } from '../case/change-case';
import { SOFTWARE, withEvent } from '../life-cycle/step';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';
import { withCall } from './calls';

/**
 * Tells on the timeline that the agreed time of a call has come, or that the plan's time for it is
 * over, with who has to call: each once, and only while the call is owed. Ends no call and decides
 * nothing.
 */
export function passCallTime(ports: Ports) {
  return (caseId: string): Promise<CaseStep> =>
    stepped(
      ports,
      'pass-call-time',
      caseId,
      (before, { now }) => {
        const call = owedCall(before.record);
        const next = call && nextOfCall(call);
        if (!next || next.at > now) return null;
        const isPastDue = !call.escalatedAt && call.dueAt <= now;
        const told = isPastDue ? { ...toldOf(call, now), escalatedAt: now } : toldOf(call, now);
        return withEvent(
          { ...before, record: withCall(before.record, told) },
          isPastDue ? 'peer-to-peer-escalated' : 'peer-to-peer-due',
          SOFTWARE,
          now,
          {
            caller: callerOf(before.record),
            ...(isPastDue && { dueAt: call.dueAt.toISOString() }),
          },
        );
      },
      ANY_CASE,
    );
}

/** A call whose agreed time, once it has come, is told no more. */
function toldOf(call: PeerToPeer, now: Date): PeerToPeer {
  const { agreed } = call;
  return agreed && agreed.slot <= now ? { ...call, agreed: { ...agreed, toldAt: now } } : call;
}

/** Who has to call: the assignee, or who denied the case; null for any reviewer. */
function callerOf({ assignee, decision }: CaseRecord): string | null {
  return assignee ?? decision?.by.subject ?? null;
}
