import { COMMAND_REFUSALS } from '../case/case-command';
import { KEY_OPTIONAL, VERSION_OPTIONAL, type Operation } from '../http/operation';
import { noQuery } from '../http/queries';
import { LIST_OF_CASE, ONE_CASE } from '../http/reads';

const OF_A_CALL = [
  'peer-to-peer-not-found',
  'peer-to-peer-over',
  'case-closed',
  'case-changed',
  'idempotency-key-reused',
] as const;

/** Calls between the prescriber and a reviewer of the plan. */
export const peerToPeerOperations = {
  listPeerToPeer: {
    id: 'listPeerToPeer',
    method: 'GET',
    path: '/v1/cases/{id}/peer-to-peer',
    summary: 'Lists the peer-to-peer requests of a case, oldest first',
    query: noQuery,
    status: 200,
    answer: 'PeerToPeerList',
    reads: LIST_OF_CASE,
    problems: ['case-not-found'],
  },
  requestPeerToPeer: {
    id: 'requestPeerToPeer',
    method: 'POST',
    path: '/v1/cases/{id}/peer-to-peer',
    summary:
      'Requests a peer-to-peer call for the prescriber, before a decision or after a denial; while one is owed, changes its slots',
    query: noQuery,
    body: 'CallRequest',
    headers: [KEY_OPTIONAL, VERSION_OPTIONAL],
    status: 201,
    answer: 'PeerToPeer',
    reads: ONE_CASE,
    problems: COMMAND_REFUSALS,
  },
  agreePeerToPeer: {
    id: 'agreePeerToPeer',
    method: 'POST',
    path: '/v1/peer-to-peer/{id}/appointment',
    summary: 'Records which of its times was agreed for a peer-to-peer call',
    query: noQuery,
    body: 'CallAppointment',
    headers: [KEY_OPTIONAL, VERSION_OPTIONAL],
    status: 200,
    answer: 'PeerToPeer',
    reads: { purpose: 'payment', cases: 'caseId' },
    problems: OF_A_CALL,
  },
  recordPeerToPeer: {
    id: 'recordPeerToPeer',
    method: 'POST',
    path: '/v1/peer-to-peer/{id}/outcome',
    summary:
      'Records how a peer-to-peer call went; before the time that was agreed for it, only that it was held',
    query: noQuery,
    body: 'CallOutcome',
    headers: [KEY_OPTIONAL, VERSION_OPTIONAL],
    status: 200,
    answer: 'PeerToPeer',
    reads: { purpose: 'payment', cases: 'caseId' },
    problems: [...OF_A_CALL, 'peer-to-peer-not-due'],
  },
} as const satisfies Record<string, Operation>;
