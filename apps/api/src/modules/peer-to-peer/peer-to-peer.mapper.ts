import type { PeerToPeerJson } from '@assent/contracts';
import { isCallOwed, type PeerToPeer } from '@assent/domain';
import { actorOf } from '../case/findings.mapper';

/** A request for a call on the wire. */
export function toPeerToPeerJson(caseId: string, call: PeerToPeer): PeerToPeerJson {
  const { id, requestedAt, by, slots, agreed, dueAt, attempts } = call;
  return {
    id,
    caseId,
    requestedAt: requestedAt.toISOString(),
    by: actorOf(by),
    slots: slots.map((slot) => slot.toISOString()),
    agreed: agreed
      ? { slot: agreed.slot.toISOString(), by: actorOf(agreed.by), at: agreed.at.toISOString() }
      : null,
    dueAt: dueAt.toISOString(),
    isOwed: isCallOwed(call),
    attempts: attempts.map((attempt) => ({
      outcome: attempt.outcome,
      note: attempt.note,
      slot: attempt.slot?.toISOString() ?? null,
      by: actorOf(attempt.by),
      at: attempt.at.toISOString(),
    })),
  };
}
