import {
  accept,
  isCallOwed,
  refuse,
  type CallOutcome,
  type Refusal,
  type Result,
  type StuckCause,
} from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { changeCase, type CaseCommand } from '../case/change-case';
import { withEvent } from '../life-cycle/step';
import { instantWords } from '../member-coverage/words';
import type { Ports, Settings } from '../ports/ports';
import { CALL_OVER, mayDiscuss, NO_SUCH_CALL, withCall } from './calls';

export interface RecordCall extends Omit<CaseCommand, 'caseId'> {
  /** The id of the request for the call. */
  readonly id: string;
  readonly outcome: CallOutcome;
  readonly note: string;
}

/**
 * Records how an appointment for a peer-to-peer call went. A call that the plan missed is still owed.
 * Refused: `peer-to-peer-not-found`, `peer-to-peer-over` once it was held or the prescriber missed it,
 * `peer-to-peer-not-due` if it was missed and the time that was agreed for it has not come,
 * `case-closed`, `case-changed`.
 */
export function recordCall(ports: Ports) {
  return async ({ id, outcome, note, ...given }: RecordCall): Promise<Result<CaseView>> => {
    const caseId = await ports.records.caseOfPeerToPeer(id);
    if (caseId === null) return refuse(NO_SUCH_CALL);
    const command = { ...given, caseId };
    return changeCase(
      ports,
      'record-peer-to-peer',
      command,
      (before, { now }) => {
        const call = before.record.peerToPeer.find((each) => each.id === id);
        if (!call) return refuse(NO_SUCH_CALL);
        if (!isCallOwed(call)) return refuse(CALL_OVER);
        const { agreed, ...rest } = call;
        const slot = agreed?.slot;
        if (slot && now < slot && outcome !== 'held') return refuse(notDue(slot, ports.settings));
        const attempt = { outcome, note, ...(slot && { slot }), by: command.actor, at: now };
        const record = withCall(before.record, { ...rest, attempts: [...call.attempts, attempt] });
        const step = withEvent({ ...before, record }, 'peer-to-peer-outcome', command.actor, now, {
          outcome,
          note,
          ...(slot && { slot: slot.toISOString() }),
        });
        const isOver = outcome !== 'plan-missed';
        return accept({ ...step, ...(isOver && { goneCauses: GONE }) });
      },
      mayDiscuss,
    );
  };
}

/** A call can be held early, but is missed only at its time. */
function notDue(slot: Date, { timeZone }: Settings): Refusal {
  return {
    code: 'peer-to-peer-not-due',
    detail: `this call is agreed for ${instantWords(slot, timeZone)}, so it was not missed yet; record that then, or agree on another time`,
  };
}

const GONE: readonly StuckCause[] = ['peer-to-peer-overdue'];
