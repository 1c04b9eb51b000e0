import { EVIDENCE_OF_CHANNEL, type Channel, type ReceiptEvidenceKind } from '@assent/vocabulary';
import type { Actor } from './case';
import { addHours } from './dates';

/** What shows that a request was received when its case says so. */
export interface ReceiptEvidence {
  readonly kind: ReceiptEvidenceKind;
  /** Where to find it, such as the number of a call; null for none. */
  readonly reference: string | null;
  /** The document of the case that shows it; null for none. */
  readonly document: string | null;
  readonly by: Actor;
  readonly at: Date;
}

/** How much later than its receipt a request is entered without anyone asking why. */
const PROMPT_ENTRY_HOURS = 1;

interface Received {
  readonly channel: Channel;
  readonly receivedAt: Date;
  readonly openedAt: Date;
  readonly receiptEvidence: ReceiptEvidence | null;
}

/** Whether a kind of evidence shows the receipt by a channel. */
export function isEvidenceOf(kind: ReceiptEvidenceKind, channel: Channel): boolean {
  return EVIDENCE_OF_CHANNEL[channel].includes(kind);
}

/** Whether a request on paper or by phone was entered well after its receipt, which nothing shows. */
export function lacksReceiptEvidence(one: Received): boolean {
  const { channel, receivedAt, openedAt, receiptEvidence } = one;
  return (
    receiptEvidence === null &&
    EVIDENCE_OF_CHANNEL[channel].length > 0 &&
    addHours(receivedAt, PROMPT_ENTRY_HOURS) < openedAt
  );
}
