import { accept, isCallOwed, refuse, type Refusal, type Result } from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import { withEvent } from '../life-cycle/step';
import type { Ports } from '../ports/ports';
import { CALL_OVER, mayDiscuss, NO_SUCH_CALL, withCall } from './calls';

export interface AgreeCall extends Omit<CaseCommand, 'caseId'> {
  /** The id of the request for the call. */
  readonly id: string;
  /** One of the times of the request. */
  readonly slot: Date;
}

/**
 * Records which time was agreed for a peer-to-peer call; another one replaces it. Its clock runs on.
 * Refused: `peer-to-peer-not-found`, `peer-to-peer-over` once it was held or the prescriber missed it,
 * `invalid` for a time that the request does not name, `case-closed`, `case-changed`.
 */
export function agreeCall(ports: Ports) {
  return async ({ id, slot, ...given }: AgreeCall): Promise<Result<CaseView>> => {
    const caseId = await ports.records.caseOfPeerToPeer(id);
    if (caseId === null) return refuse(NO_SUCH_CALL);
    const command = { ...given, caseId };
    return changeCase(
      ports,
      'agree-peer-to-peer',
      command,
      (before, { now: at }) => {
        const call = before.record.peerToPeer.find((each) => each.id === id);
        if (!call) return refuse(NO_SUCH_CALL);
        if (!isCallOwed(call)) return refuse(CALL_OVER);
        if (!call.slots.some((each) => each.getTime() === slot.getTime())) return refuse(NO_SLOT);
        const { actor: by } = command;
        const record = withCall(before.record, { ...call, agreed: { slot, by, at } });
        const details = { slot: slot.toISOString() };
        return accept(withEvent({ ...before, record }, 'peer-to-peer-agreed', by, at, details));
      },
      mayDiscuss,
    );
  };
}

const NO_SLOT: Refusal = {
  code: 'invalid',
  detail: 'the appointment has errors; nothing was saved',
  faults: [
    {
      path: 'slot',
      code: 'unknown-slot',
      message: 'must be one of the times of the request; for another time, change those first',
    },
  ],
};
