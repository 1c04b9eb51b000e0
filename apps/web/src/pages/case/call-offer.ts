import type { NoticeList } from '../../client';

type Notice = Pick<
  NoticeList['items'][number],
  'kind' | 'dueAt' | 'sentAt' | 'resentAt' | 'delivery' | 'undeliverableAt'
>;

/** The letter that offers the prescriber a peer-to-peer call, and how far it has come. */
export interface CallOffer {
  /** `failed`: it was not sent and is not tried again by itself, or came back. */
  readonly state: 'sent' | 'planned' | 'failed';
  /** When it was sent, or is to be. */
  readonly at: string;
}

/** The offer among the letters of a case; null if there is none. */
export function callOfferIn(notices: readonly Notice[]): CallOffer | null {
  const offer = notices.find(({ kind }) => kind === 'peer-to-peer-offer');
  if (!offer) return null;
  const { delivery, dueAt, resentAt, sentAt, undeliverableAt } = offer;
  const at = resentAt ?? sentAt ?? dueAt;
  if (undeliverableAt !== null || delivery?.outcome === 'bounced') return { state: 'failed', at };
  return { state: sentAt === null ? 'planned' : 'sent', at };
}
