import {
  EVIDENCE_OF_CHANNEL,
  isEvidenceOf,
  type Channel,
  type Fault,
  type ReceiptEvidence,
} from '@assent/domain';
import type { CaseEvent } from '../ports/case-record';

/** When something that is entered later reached the plan, and what shows that. */
export interface LaterEntry {
  /** Now if absent. */
  readonly receivedAt?: Date;
  readonly receipt?: Pick<ReceiptEvidence, 'kind' | 'reference'>;
}

/**
 * What is wrong with the time at which something reached the plan about a case or an appeal.
 * @param channel how it came in; null if that is not known
 */
export function laterEntryFaults(
  { receivedAt, receipt }: LaterEntry,
  { openedAt }: { readonly openedAt: Date },
  channel: Channel | null,
  now: Date,
): readonly Fault[] {
  const faults: Fault[] = [];
  const path = 'receivedAt';
  if (receivedAt && receivedAt > now) {
    faults.push({ path, code: 'in-the-future', message: "can't be in the future" });
  }
  // A time that a person types has no seconds.
  if (receivedAt && receivedAt < startOfMinute(openedAt)) {
    const message = "can't be before the opening of what it is about";
    faults.push({ path, code: 'before-opening', message });
  }
  if (receipt && channel !== null && !isEvidenceOf(receipt.kind, channel)) {
    const allowed = EVIDENCE_OF_CHANNEL[channel];
    const message =
      allowed.length === 0
        ? `must be left out for what comes by ${channel}`
        : `must be one of these for what comes by ${channel}: ${allowed.join(', ')}`;
    faults.push({ path: 'receipt.evidence', code: 'not-applicable', message });
  }
  return faults;
}

/** When it reached the plan and what shows that, for the timeline; nothing if it was entered at once. */
export function laterEntryTold({ receivedAt, receipt }: LaterEntry): CaseEvent['details'] {
  return {
    ...(receivedAt && { receivedAt: receivedAt.toISOString() }),
    ...(receipt && { evidence: receipt.kind, reference: receipt.reference }),
  };
}

function startOfMinute(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
}
