import { useQuery } from '@tanstack/react-query';
import type { Case } from '../../client';
import { listNoticesOptions, listPeerToPeerOptions } from '../../client/@tanstack/react-query.gen';
import { callOfferIn } from './call-offer';
import { text } from './text';

const words = text.calls;

/**
 * That the prescriber was not offered a peer-to-peer call; nothing waits for it. Empty if they were,
 * or asked for one.
 */
export function CallNotOffered({ case: { id } }: { readonly case: Case }) {
  const { data: notices } = useQuery(listNoticesOptions({ path: { id } }));
  const { data: calls } = useQuery(listPeerToPeerOptions({ path: { id } }));
  if (!notices || !calls || calls.items.length > 0) return null;
  const state = callOfferIn(notices.items)?.state ?? 'none';
  return state === 'sent' ? null : <p>{words.notOffered[state]}</p>;
}
