import { mayBeDiscussed, type PeerToPeer } from '@assent/domain';
import type { CaseRecord } from '../ports/case-record';

/** A case that a call may still change: an open one, and a denied one. */
export function mayDiscuss({ status }: CaseRecord): boolean {
  return mayBeDiscussed(status);
}

/** A case with a request for a call, in place of the one of that id; the last is the newest. */
export function withCall(record: CaseRecord, call: PeerToPeer): CaseRecord {
  return {
    ...record,
    peerToPeer: [...record.peerToPeer.filter(({ id }) => id !== call.id), call],
  };
}

export const NO_SUCH_CALL = {
  code: 'peer-to-peer-not-found',
  detail: 'there is no peer-to-peer request with this id',
} as const;

export const CALL_OVER = {
  code: 'peer-to-peer-over',
  detail: 'this call was held, or the prescriber missed it; request another one',
} as const;
