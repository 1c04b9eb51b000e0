import {
  lacksReceiptEvidence,
  type Channel,
  type ReceiptEvidenceKind,
  type TimeZone,
} from '@assent/domain';
import { instantWords } from '../member-coverage/words';
import type { CaseRecord } from '../ports/case-record';

/** How a request arrived, in words for people. */
export const BY_CHANNEL: Readonly<Record<Channel, string>> = {
  portal: 'through the portal',
  phone: 'by phone',
  fax: 'by fax',
  ehr: 'from an EHR',
};

export const EVIDENCE_WORDS: Readonly<Record<ReceiptEvidenceKind, string>> = {
  'fax-header': 'the fax header',
  'date-stamp': 'the date stamp',
  'call-log': 'the call log',
};

/** When a request was received and what shows it, or that nothing does; empty where neither matters. */
export function receiptWords(
  record: Pick<CaseRecord, 'channel' | 'receivedAt' | 'openedAt' | 'receiptEvidence'>,
  zone: TimeZone,
): string {
  const { channel, receivedAt, receiptEvidence } = record;
  const received = `Received ${BY_CHANNEL[channel]}, ${instantWords(receivedAt, zone)}`;
  if (receiptEvidence !== null) return `${received}, by ${EVIDENCE_WORDS[receiptEvidence.kind]}.`;
  return lacksReceiptEvidence(record) ? `${received}; evidence of receipt is missing.` : '';
}
