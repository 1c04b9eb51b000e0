import { agreeCall, callsOf, recordCall, requestCall, type Ports } from '@assent/application';

export const PEER_TO_PEER = Symbol('peer-to-peer use cases');

/** Calls between prescribers and reviewers, over the ports. */
export function peerToPeerUseCases(ports: Ports) {
  return {
    list: callsOf(ports),
    request: requestCall(ports),
    agree: agreeCall(ports),
    record: recordCall(ports),
  };
}

export type PeerToPeerUseCases = ReturnType<typeof peerToPeerUseCases>;
