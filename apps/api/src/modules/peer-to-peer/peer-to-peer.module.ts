import { Module } from '@nestjs/common';
import { PORTS } from '../../dependencies';
import { PEER_TO_PEER, peerToPeerUseCases } from './peer-to-peer-use-cases';
import { PeerToPeerController } from './peer-to-peer.controller';

@Module({
  controllers: [PeerToPeerController],
  providers: [{ provide: PEER_TO_PEER, useFactory: peerToPeerUseCases, inject: [PORTS] }],
})
export class PeerToPeerModule {}
