import {
  accept,
  EVIDENCE_OF_CHANNEL,
  isEvidenceOf,
  refuse,
  type Fault,
  type ReceiptEvidence,
  type Result,
} from '@assent/domain';
import type { CaseView } from '../case/case-view';
import { ANY_CASE, changeCase, type CaseCommand } from '../case/change-case';
import { withEvent } from '../life-cycle/step';
import type { CaseRecord } from '../ports/case-record';
import type { Ports } from '../ports/ports';

export interface AddReceiptEvidence
  extends CaseCommand, Pick<ReceiptEvidence, 'kind' | 'reference' | 'document'> {}

/**
 * Adds what shows when a request was received, in place of what was known of that before. It moves
 * no clock: the time of receipt is that of the opening. Refused: `invalid` if that can't show the
 * receipt by the channel of the case, or for a document of another case, `case-changed`.
 */
export function addReceiptEvidence(ports: Ports) {
  return (command: AddReceiptEvidence): Promise<Result<CaseView>> =>
    changeCase(
      ports,
      'add-receipt-evidence',
      command,
      async (before, { now }) => {
        const { kind, reference, document, actor } = command;
        const faults = await faultsOf(ports, command, before.record);
        if (faults.length > 0) {
          const detail = 'the evidence of receipt has errors; nothing was saved';
          return refuse({ code: 'invalid', detail, faults });
        }
        const receiptEvidence = { kind, reference, document, by: actor, at: now };
        const step = withEvent(
          { ...before, record: { ...before.record, receiptEvidence } },
          'receipt-evidence-added',
          actor,
          now,
          { evidence: kind, reference, document },
        );
        return accept({ ...step, isQuiet: true });
      },
      ANY_CASE,
    );
}

async function faultsOf(
  { records }: Ports,
  { kind, document }: AddReceiptEvidence,
  { id, channel }: CaseRecord,
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  if (!isEvidenceOf(kind, channel)) {
    const allowed = EVIDENCE_OF_CHANNEL[channel];
    const message =
      allowed.length === 0
        ? `can't be added to a request by ${channel}: the system took the time itself`
        : `must be one of these for a request by ${channel}: ${allowed.join(', ')}`;
    faults.push({ path: 'evidence', code: 'not-applicable', message });
  }
  if (document !== null && !(await records.document(id, document))) {
    const message = 'must be a document of this case';
    faults.push({ path: 'document', code: 'unknown-document', message });
  }
  return faults;
}
