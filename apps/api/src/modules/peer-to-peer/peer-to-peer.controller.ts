import type { CaseCommand, CaseView } from '@assent/application';
import {
  callAppointment,
  callOutcome,
  callRequest,
  operations,
  type PeerToPeerJson,
  type PeerToPeerListJson,
} from '@assent/contracts';
import type { PeerToPeer } from '@assent/domain';
import { Body, Controller, Inject } from '@nestjs/common';
import { accepted } from '../../http/http-problem';
import { CaseId, PeerToPeerId } from '../../http/path';
import { SchemaPipe, type Sent } from '../../http/schema.pipe';
import { Serves } from '../../http/serves.decorator';
import { OnCase, OnItsCase } from '../case/case-command';
import { toPeerToPeerJson } from './peer-to-peer.mapper';
import { PEER_TO_PEER, type PeerToPeerUseCases } from './peer-to-peer-use-cases';

@Controller()
export class PeerToPeerController {
  constructor(@Inject(PEER_TO_PEER) private readonly calls: PeerToPeerUseCases) {}

  @Serves(operations.listPeerToPeer)
  async list(@CaseId() id: string): Promise<PeerToPeerListJson> {
    return { items: accepted(await this.calls.list(id)).map((call) => toPeerToPeerJson(id, call)) };
  }

  @Serves(operations.requestPeerToPeer)
  async request(
    @Body(new SchemaPipe(callRequest)) { slots }: Sent<typeof callRequest>,
    @OnCase() command: CaseCommand,
  ): Promise<PeerToPeerJson> {
    const view = accepted(
      await this.calls.request({ ...command, slots: slots.map((slot) => new Date(slot)) }),
    );
    return shown(view, () => true);
  }

  @Serves(operations.agreePeerToPeer)
  async agree(
    @PeerToPeerId() id: string,
    @Body(new SchemaPipe(callAppointment)) { slot }: Sent<typeof callAppointment>,
    @OnItsCase() command: Omit<CaseCommand, 'caseId'>,
  ): Promise<PeerToPeerJson> {
    const view = accepted(await this.calls.agree({ ...command, slot: new Date(slot), id }));
    return shown(view, (call) => call.id === id);
  }

  @Serves(operations.recordPeerToPeer)
  async record(
    @PeerToPeerId() id: string,
    @Body(new SchemaPipe(callOutcome)) went: Sent<typeof callOutcome>,
    @OnItsCase() command: Omit<CaseCommand, 'caseId'>,
  ): Promise<PeerToPeerJson> {
    const view = accepted(await this.calls.record({ ...command, ...went, id }));
    return shown(view, (call) => call.id === id);
  }
}

/** The newest call that fits. */
function shown({ record }: CaseView, fits: (call: PeerToPeer) => boolean): PeerToPeerJson {
  const call = record.peerToPeer.findLast(fits);
  if (!call) throw new Error('a case keeps the calls that were requested');
  return toPeerToPeerJson(record.id, call);
}
