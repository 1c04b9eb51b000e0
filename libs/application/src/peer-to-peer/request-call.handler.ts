import {
  accept,
  isCallOwed,
  newPeerToPeer,
  refuse,
  type Fault,
  type PeerToPeer,
  type Result,
} from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import { withEvent } from '../life-cycle/step';
import type { Ports } from '../ports/ports';
import { mayDiscuss, withCall } from './calls';

export interface RequestCall extends CaseCommand {
  /** When the prescriber can be called. */
  readonly slots: readonly Date[];
}

/**
 * Records that the prescriber asks for a peer-to-peer call, before a decision or after a denial. While
 * a call is owed, other slots replace those of before, with what was agreed on, and its clock runs on. Refused: `invalid` for
 * slots in the past, `case-closed` if it ended otherwise, `case-changed`.
 */
export function requestCall(ports: Ports) {
  return (command: RequestCall): Promise<Result<CaseView>> =>
    changeCase(
      ports,
      'request-peer-to-peer',
      command,
      (before, { now, ids, settings }) => {
        const faults = slotFaults(command.slots, now);
        if (faults.length > 0) {
          const detail = 'the request for a call has errors; nothing was saved';
          return refuse({ code: 'invalid', detail, faults });
        }
        const { actor: by } = command;
        const slots = [...command.slots].sort((a, b) => a.getTime() - b.getTime());
        const { peerToPeer } = before.record;
        const owed = peerToPeer.find(isCallOwed);
        const call: PeerToPeer = owed
          ? { ...withoutAppointment(owed), slots }
          : newPeerToPeer(
              { id: ids.id(), by, slots, requestedAt: now },
              settings.peerToPeer,
              settings.timeZone,
            );
        const record = withCall(before.record, call);
        const details = { slots: slots.map((slot) => slot.toISOString()) };
        return accept(withEvent({ ...before, record }, 'peer-to-peer-requested', by, now, details));
      },
      mayDiscuss,
    );
}

/** What was agreed was one of the times of before. */
function withoutAppointment({ agreed: _, ...rest }: PeerToPeer): PeerToPeer {
  return rest;
}

function slotFaults(slots: readonly Date[], now: Date): Fault[] {
  return slots.flatMap((slot, position) =>
    slot > now
      ? []
      : [{ path: `slots.${position}`, code: 'past', message: 'must be in the future' }],
  );
}
