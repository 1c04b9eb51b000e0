import type { PeerToPeerJson } from '@assent/contracts';
import { isCallOwed, type PeerToPeer } from '@assent/domain';
import { actorOf } from '../case/findings.mapper';

/** A request for a call on the wire. */
export function toPeerToPeerJson(caseId: string, call: PeerToPeer): PeerToPeerJson {
  const { id, requestedAt, by, slots, dueAt, attempts } = call;
  return {
    id,
    caseId,
    requestedAt: requestedAt.toISOString(),
    by: actorOf(by),
    slots: slots.map((slot) => slot.toISOString()),
    dueAt: dueAt.toISOString(),
    isOwed: isCallOwed(call),
    attempts: attempts.map((attempt) => ({
      outcome: attempt.outcome,
      note: attempt.note,
      by: actorOf(attempt.by),
      at: attempt.at.toISOString(),
    })),
  };
}
