import { isEvidenceOf, lacksReceiptEvidence, type ReceiptEvidence } from './receipt-evidence';

const receivedAt = new Date('2026-12-01T15:00:00Z');
const later = (minutes: number) => new Date(receivedAt.getTime() + minutes * 60_000);
const HEADER: ReceiptEvidence = {
  kind: 'fax-header',
  reference: null,
  document: null,
  by: { subject: 'ivy', role: 'intake' },
  at: later(90),
};

test.each([
  ['fax', 60, null, false],
  ['fax', 61, null, true],
  ['fax', 600, HEADER, false],
  ['phone', 61, null, true],
  ['portal', 600, null, false],
  ['ehr', 600, null, false],
] as const)('a request by %s, entered after %i minutes, with %j: %s', (...row) => {
  const [channel, minutes, receiptEvidence, lacks] = row;
  const openedAt = later(minutes);
  expect(lacksReceiptEvidence({ channel, receivedAt, openedAt, receiptEvidence })).toBe(lacks);
});

test.each([
  ['fax-header', 'fax', true],
  ['date-stamp', 'fax', true],
  ['call-log', 'phone', true],
  ['call-log', 'fax', false],
  ['fax-header', 'phone', false],
  ['fax-header', 'portal', false],
] as const)('%s shows the receipt by %s: %s', (kind, channel, shows) => {
  expect(isEvidenceOf(kind, channel)).toBe(shows);
});
