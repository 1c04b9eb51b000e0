import { accept, refuse, type PeerToPeer, type Result } from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import type { Ports } from '../ports/ports';

/** The peer-to-peer requests of a case, oldest first. Refused: `case-not-found`. */
export function callsOf({ records }: Pick<Ports, 'records'>) {
  return async (caseId: string): Promise<Result<readonly PeerToPeer[]>> => {
    const record = await records.case(caseId);
    return record ? accept(record.peerToPeer) : refuse(NO_SUCH_CASE);
  };
}
