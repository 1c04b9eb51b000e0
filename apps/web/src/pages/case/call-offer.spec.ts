import { callOfferIn } from './call-offer';

const DUE = '2026-11-25T13:00:00.000Z';
const SENT = '2026-11-25T13:00:01.000Z';
const AGAIN = '2026-11-26T13:00:00.000Z';
const BY = { subject: 'mail', role: 'admin' } as const;

const offer = {
  kind: 'peer-to-peer-offer',
  dueAt: DUE,
  sentAt: null,
  resentAt: null,
  delivery: null,
  undeliverableAt: null,
} as const;
const bounced = { outcome: 'bounced', at: SENT, code: '5.1.1', by: BY } as const;

test('no other letter offers a call', () => {
  expect(callOfferIn([{ ...offer, kind: 'information-request' }])).toBeNull();
});

test.each([
  ['waits for its time', offer, { state: 'planned', at: DUE }],
  ['was sent', { ...offer, sentAt: SENT }, { state: 'sent', at: SENT }],
  ['was given up', { ...offer, undeliverableAt: SENT }, { state: 'failed', at: DUE }],
  ['came back', { ...offer, sentAt: SENT, delivery: bounced }, { state: 'failed', at: SENT }],
  ['was sent again', { ...offer, sentAt: SENT, resentAt: AGAIN }, { state: 'sent', at: AGAIN }],
] as const)('an offer that %s', (_, notice, found) => {
  expect(callOfferIn([{ ...offer, kind: 'extension' }, notice])).toEqual(found);
});
